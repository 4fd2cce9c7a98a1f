import type { APIRoute } from 'astro'
import { localPath } from '#features/identity/rules/localPath.ts'
import { isLang } from '#platform/i18n/languages.ts'

const YEAR = 60 * 60 * 24 * 365

/** Remembers the reader's language and leads on; pages themselves stay free of cookies, so that they can be kept. */
export const GET: APIRoute = ({ params, url, cookies, redirect, locals }) => {
  const lang = isLang(params.lang) ? params.lang : 'ky'
  const to = url.searchParams.get('to') ?? '/'
  cookies.set('ashar_lang', lang, {
    path: '/',
    maxAge: YEAR,
    sameSite: 'lax',
    httpOnly: true,
    secure: locals.app.config.siteUrl.startsWith('https:'),
  })
  return redirect(localPath(`/${lang}${to}`) ?? `/${lang}/`, 303)
}
