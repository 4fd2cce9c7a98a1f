import type { Role, Viewer } from './viewer.ts'

/** What may be done, by name; each use case that needs one asks for it. Docs are generated from this table. */
export const PERMISSIONS = {
  'office.read': ['editor', 'publisher', 'commission', 'branch', 'agency', 'admin'],
  'municipality.edit': ['publisher', 'admin'],
  'budget.prepare': ['editor', 'publisher', 'admin'],
  'budget.import': ['publisher', 'admin'],
  'report.write': ['editor', 'publisher', 'admin'],
  'report.publish': ['publisher', 'admin'],
  'feedback.inbox': ['editor', 'publisher', 'branch', 'agency', 'admin'],
  'feedback.answer': ['editor', 'publisher', 'admin'],
  'hearing.write': ['editor', 'publisher', 'admin'],
  'hearing.publish': ['publisher', 'admin'],
  'cycle.write': ['editor', 'publisher', 'admin'],
  'cycle.publish': ['publisher', 'admin'],
  'proposal.review': ['editor', 'publisher', 'admin'],
  'proposal.release': ['publisher', 'admin'],
  'voters.issue': ['publisher', 'commission', 'admin'],
  'voters.check': ['editor', 'publisher', 'commission', 'admin'],
  'box.key': ['commission', 'admin'],
  'paper.prepare': ['publisher', 'commission', 'admin'],
  'paper.key': ['editor', 'publisher', 'commission', 'admin'],
  'count.run': ['publisher', 'commission', 'admin'],
  'count.sign': ['commission'],
  'project.write': ['editor', 'publisher', 'admin'],
  'practice.write': ['editor', 'publisher', 'admin'],
  'practice.submit': ['publisher', 'admin'],
  'practice.review': ['dpi', 'dpi-admin', 'admin'],
  'desk.read': ['moderator', 'dpi', 'dpi-admin', 'admin'],
  'desk.export': ['dpi', 'dpi-admin', 'admin'],
  'totals.read': ['dpi', 'dpi-admin', 'agency', 'admin'],
  'feedback.contact': ['dpi', 'dpi-admin', 'admin'],
  'feedback.moderate': ['moderator', 'dpi', 'dpi-admin', 'admin'],
  'feedback.import': ['dpi', 'dpi-admin', 'admin'],
  'delivery.read': ['dpi', 'dpi-admin', 'admin'],
  'delivery.retry': ['dpi', 'dpi-admin', 'admin'],
  'units.import': ['admin'],
  'account.read': ['editor', 'publisher', 'branch', 'agency', 'dpi-admin', 'admin'],
  'account.invite': ['publisher', 'dpi-admin', 'admin'],
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
