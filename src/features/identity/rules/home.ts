import { may, PERMISSIONS } from './permissions.ts'
import type { Role, Viewer } from './viewer.ts'

/** The working rooms of the portal. */
export type Home = 'office' | 'desk' | 'totals' | 'account'

const COUNCIL: readonly Role[] = ['editor', 'publisher', 'commission']
const OFFICE: readonly Role[] = PERMISSIONS['office.read']

/**
 * Where who signs in is led: council staff to their office, DPI to its desk, the agency to the totals, its branch to the
 * offices of its oblast; who holds no role, to the own account.
 */
export function homeOf(viewer: Viewer): Home {
  if (viewer.kind !== 'account') return 'account'
  if (viewer.grants.some(grant => COUNCIL.includes(grant.role))) return 'office'
  const { desk, office } = doorsOf(viewer)
  return desk ?? (office ? 'office' : 'account')
}

/** Which working rooms the header leads to; the desk at the part of it that is open to who is looking. */
export function doorsOf(viewer: Viewer): { readonly office: boolean; readonly desk: 'desk' | 'totals' | undefined } {
  if (viewer.kind !== 'account') return { office: false, desk: undefined }
  return {
    office: viewer.grants.some(grant => OFFICE.includes(grant.role)),
    desk: may(viewer, 'desk.read') ? 'desk' : may(viewer, 'totals.read') ? 'totals' : undefined,
  }
}
