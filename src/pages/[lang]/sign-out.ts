import type { APIRoute } from 'astro'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import { signOut } from '#features/identity/signOut.ts'
import { forgetSession } from '#features/identity/views/keepSignedIn.ts'
import { paths } from '#platform/paths.ts'

/** Signing out changes something, so it is posted; who follows a link here only sees the front page. */
export const POST: APIRoute = async ({ locals, cookies, redirect }) => {
  const { app, viewer, lang } = locals
  const sessionId = cookies.get(sessionCookieName(app.config.siteUrl))?.value
  if (sessionId) await signOut(app, viewer, sessionId)
  forgetSession(cookies, app.config.siteUrl)
  return redirect(paths.home(lang), 303)
}

export const GET: APIRoute = ({ locals, redirect }) => redirect(paths.home(locals.lang), 303)
