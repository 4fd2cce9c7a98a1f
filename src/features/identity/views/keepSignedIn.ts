import type { AstroCookies } from 'astro'
import { cookieOptions, deviceCookieName, sessionCookieName } from '../sessionCookie.ts'

/** Sets both cookies of a sign-in. */
export function keepSignedIn(
  cookies: AstroCookies,
  siteUrl: string,
  signedIn: { readonly sessionId: string; readonly deviceToken: string },
): void {
  cookies.set(sessionCookieName(siteUrl), signedIn.sessionId, cookieOptions(siteUrl, 'session'))
  cookies.set(deviceCookieName(siteUrl), signedIn.deviceToken, cookieOptions(siteUrl, 'device'))
}

/** Takes the session's cookie away; the browser stays known. */
export const forgetSession = (cookies: AstroCookies, siteUrl: string): void => {
  const { maxAge: _, ...options } = cookieOptions(siteUrl, 'session')
  cookies.delete(sessionCookieName(siteUrl), options)
}
