import type { Role, Viewer } from './viewer.ts'

/** What may be done, by name; each use case that needs one asks for it. Docs are generated from this table. */
export const PERMISSIONS = {
  'desk.read': ['dpi', 'admin'],
  'desk.export': ['dpi', 'admin'],
  'feedback.moderate': ['dpi', 'admin'],
  'feedback.import': ['dpi', 'admin'],
  'delivery.read': ['dpi', 'admin'],
  'delivery.retry': ['dpi', 'admin'],
  'budget.import': ['admin'],
  'units.import': ['admin'],
  'account.create': ['admin'],
  'account.disable': ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

/**
 * Whether this viewer may do this, in this place where the permission is about one. A grant without a place holds
 * everywhere; `within` lists the place and everything above it. The command line acts for the operator and may do all.
 */
export function may(viewer: Viewer, permission: Permission, within: readonly string[] = []): boolean {
  if (viewer.kind === 'operator' || viewer.kind === 'system') return true
  if (viewer.kind === 'visitor') return false
  const roles: readonly Role[] = PERMISSIONS[permission]
  return viewer.grants.some(grant => roles.includes(grant.role) && (grant.unitId === undefined || within.includes(grant.unitId)))
}
