const SECURE = (siteUrl: string): boolean => siteUrl.startsWith('https:')

/** Name of the cookie that holds a session's id: `__Host-` on https; local trials over http use the plain name. */
export const sessionCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_session' : 'ashar_session')

/** Name of the cookie by which a browser is known to have signed in before; worthless without the password. */
export const deviceCookieName = (siteUrl: string): string => (SECURE(siteUrl) ? '__Host-ashar_device' : 'ashar_device')

const DAY_S = 24 * 3600

/** How both cookies are set. The server decides when a session is over; the cookie outlives it by nothing but its row. */
export const cookieOptions = (siteUrl: string, what: 'session' | 'device') =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    secure: SECURE(siteUrl),
    path: '/',
    maxAge: what === 'session' ? 7 * DAY_S : 180 * DAY_S,
  }) as const
