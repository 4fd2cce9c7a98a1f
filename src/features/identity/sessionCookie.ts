const SECURE = (siteUrl: string): boolean => siteUrl.startsWith('https:')

/** Name of the cookie that holds a session's id: `__Host-` on https; local trials over http use the plain name. */
export const sessionCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_session' : 'ashar_session')

/** Name of the cookie by which a browser is known to have signed in before; worthless without the password. */
export const deviceCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_device' : 'ashar_device')

/** Name of the cookie with the key of a form that was sent after its session had ended. */
export const keptCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_kept' : 'ashar_kept')

/** Name of the cookie of an eID sign-in under way. */
export const eidCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_eid' : 'ashar_eid')

const DAY_S = 24 * 3600
const MAX_AGE = { session: 7 * DAY_S, device: 180 * DAY_S, kept: DAY_S, eid: 600 }

/** How these cookies are set. Lax: they come along when a provider of eIDs sends the browser back. The server decides when a session is over; the cookie outlives it by nothing but its row. */
export const cookieOptions = (siteUrl: string, what: keyof typeof MAX_AGE) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    secure: SECURE(siteUrl),
    path: '/',
    maxAge: MAX_AGE[what],
  }) as const
