import { may, type Permission } from '../rules/permissions.ts'
import type { Viewer } from '../rules/viewer.ts'

/** Whether a page of the office is open to who is looking, or leads to sign-in, or is not theirs. */
export const gate = (viewer: Viewer, permission: Permission, within: readonly string[] = []): 'open' | 'signIn' | 'forbidden' =>
  may(viewer, permission, within) ? 'open' : viewer.kind === 'visitor' ? 'signIn' : 'forbidden'
