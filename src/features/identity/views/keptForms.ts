import type { APIContext } from 'astro'
import { isLang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { dropKeptForm, keepForm, readKeptForm } from '../keepForm.ts'
import { cookieOptions, deviceCookieName, keptCookieName } from '../sessionCookie.ts'

type Context = Pick<APIContext, 'request' | 'url' | 'cookies' | 'locals'>
const langOf = (path: string) => {
  const lang = path.split('/')[1] ?? ''
  return isLang(lang) ? lang : 'ky'
}

/** Answers a form whose session is over: what was written is kept, and the way leads through sign-in back to it. */
export async function keepAndSignIn({ request, url, cookies, locals }: Context, app: App): Promise<Response> {
  const { siteUrl } = app.config
  const path = url.pathname + url.search
  const deviceToken = cookies.get(deviceCookieName(siteUrl))?.value
  const key = await keepForm(app, request, path, { sender: locals.sender, deviceToken })
  if (key) {
    // A second form from this browser must not push out what the first one kept and nobody has seen again.
    const earlier = cookies.get(keptCookieName(siteUrl))?.value
    const keys = [key, ...(earlier?.split('.') ?? [])].slice(0, MOST_KEYS)
    cookies.set(keptCookieName(siteUrl), keys.join('.'), cookieOptions(siteUrl, 'kept'))
  }
  return new Response(null, { status: 303, headers: { Location: paths.signIn(langOf(url.pathname), path) } })
}

const MOST_KEYS = 5

/** Keys of the forms that this browser has here, the latest first. */
export const keptKeys = (cookies: APIContext['cookies'], siteUrl: string): readonly string[] =>
  (cookies.get(keptCookieName(siteUrl))?.value ?? '').split('.').filter(key => /^[\w-]{43}$/.test(key))

/** Takes one key away, with what it opens. */
export async function forgetKept(cookies: APIContext['cookies'], app: App, key: string): Promise<void> {
  const { siteUrl } = app.config
  const rest = keptKeys(cookies, siteUrl).filter(one => one !== key)
  await dropKeptForm(app, key)
  const { maxAge, ...options } = cookieOptions(siteUrl, 'kept')
  if (rest.length > 0) cookies.set(keptCookieName(siteUrl), rest.join('.'), { maxAge, ...options })
  else cookies.delete(keptCookieName(siteUrl), options)
}

/** A kept form that was sent again from its page and taken is kept no longer; one that was refused is. */
export async function forgetSentAgain({ request, url, cookies, locals }: Context, app: App, response: Response): Promise<void> {
  const referer = request.headers.get('referer')
  if (response.status !== 303 || !referer || !URL.canParse(referer)) return
  if (!/^\/(ky|ru|en)\/kept$/.test(new URL(referer).pathname)) return
  for (const key of keptKeys(cookies, app.config.siteUrl)) {
    const kept = await readKeptForm(app, locals.viewer, key)
    if (kept?.path === url.pathname + url.search) return forgetKept(cookies, app, key)
  }
}
