import type { AstroCookies } from 'astro'

const nameOf = (siteUrl: string): string => (siteUrl.startsWith('https:') ? '__Host-ashar_supporter' : 'ashar_supporter')
const TWO_YEARS_S = 2 * 365 * 24 * 3_600

/** What this browser keeps so that it supports once; only set when somebody presses the button. */
export const keptSupporter = (cookies: AstroCookies, siteUrl: string): string | undefined => cookies.get(nameOf(siteUrl))?.value

export const keepSupporter = (cookies: AstroCookies, siteUrl: string, value: string): void =>
  cookies.set(nameOf(siteUrl), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.startsWith('https:'),
    path: '/',
    maxAge: TWO_YEARS_S,
  })
