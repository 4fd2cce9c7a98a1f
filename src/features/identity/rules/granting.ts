import { err, ok, type Result } from '#platform/result.ts'
import type { Role, Viewer } from './viewer.ts'

/** What a role is held for; the others are held everywhere. */
export const HELD_FOR: Readonly<Partial<Record<Role, 'municipality' | 'oblast'>>> = {
  editor: 'municipality',
  publisher: 'municipality',
  commission: 'municipality',
  branch: 'oblast',
}

// The agency has branches for Bishkek and Osh as well, which are municipalities under no oblast.
const KINDS: Readonly<Record<'municipality' | 'oblast', readonly string[]>> = {
  municipality: ['city_republican', 'city_oblast', 'town', 'aiyl_aimak'],
  oblast: ['oblast', 'city_republican'],
}

/** Who may give which role, and take it back: everywhere, or in the place of their own role. */
export const GIVES: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  publisher: ['editor', 'publisher', 'commission'],
  'dpi-admin': ['moderator', 'dpi', 'dpi-admin'],
  admin: ['editor', 'publisher', 'commission', 'moderator', 'branch', 'agency', 'dpi', 'dpi-admin', 'admin'],
}

/** A place that a role is held for, as the municipalities' room knows it. */
export interface RolePlace {
  readonly id: string
  readonly kind: string
  /** The place and everything above it. */
  readonly within: readonly string[]
  readonly slug: string
  readonly names: Readonly<Record<'ky' | 'ru' | 'en', string>>
}

/** Whether this viewer may give and take this role in a place; `within` is the place and what lies above it, empty for none. */
export function mayGrant(viewer: Viewer, role: Role, within: readonly string[] = []): boolean {
  if (viewer.kind === 'operator' || viewer.kind === 'system') return true
  if (viewer.kind === 'visitor') return false
  return viewer.grants.some(
    grant => GIVES[grant.role]?.includes(role) && (grant.unitId === undefined || within.includes(grant.unitId)),
  )
}

export type PlaceRefusal = 'grant.needsMunicipality' | 'grant.needsOblast' | 'grant.everywhere'

/** Refuses a role without the place it needs, with one that it is not held for, or of another kind. */
export function placeFits(role: Role, place: Pick<RolePlace, 'kind'> | undefined): Result<void, PlaceRefusal> {
  const needed = HELD_FOR[role]
  if (!needed) return place ? err('grant.everywhere', { path: 'place' }) : ok()
  if (place && KINDS[needed].includes(place.kind)) return ok()
  return err(needed === 'municipality' ? 'grant.needsMunicipality' : 'grant.needsOblast', { path: 'place' })
}

/**
 * Whether who gives a role up may: a municipality keeps somebody who publishes, and the portal an administrator. `others` are
 * those who hold the same role in the same place and can sign in.
 */
export const mayLeave = (role: Role, others: number): Result<void, 'grant.lastPublisher' | 'grant.lastAdmin'> =>
  others > 0 ? ok() : role === 'publisher' ? err('grant.lastPublisher') : role === 'admin' ? err('grant.lastAdmin') : ok()
