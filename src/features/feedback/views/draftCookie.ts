import type { AstroCookies } from 'astro'
import { DRAFT_HOURS } from '../rules/keeping.ts'

// One for each municipality, so that two forms in two tabs do not take each other's place.
const nameOf = (place: string): string => `ashar_draft_${place}`

/** The draft's id that this browser holds for a municipality, where it looks like one. */
export function readDraftId(cookies: AstroCookies, place: string): string | undefined {
  const id = cookies.get(nameOf(place))?.value
  return id !== undefined && /^[\w-]{32}$/.test(id) ? id : undefined
}

export const keepDraftId = (cookies: AstroCookies, siteUrl: string, place: string, id: string): void =>
  cookies.set(nameOf(place), id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.startsWith('https:'),
    path: '/',
    maxAge: DRAFT_HOURS * 3_600,
  })
