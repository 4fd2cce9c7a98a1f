/**
 * `editor` and `publisher` of a municipality (its council or its executive), `moderator` of residents' words, `branch` of the
 * agency (an oblast), `commission` of a municipality's votes (it hands out codes, keys paper, counts, signs), the `agency`, `dpi` at its desk, `dpi-admin` who invites there, `admin` of the portal.
 */
export const ROLES = ['editor', 'publisher', 'commission', 'moderator', 'branch', 'agency', 'dpi', 'dpi-admin', 'admin'] as const
export type Role = (typeof ROLES)[number]

export interface Grant {
  readonly role: Role
  /** The place the role is held for; undefined means everywhere. */
  readonly unitId?: string | undefined
}

/** Who is looking: anybody, a signed-in person, or the machine itself (command line, background work). */
export type Viewer =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'account'; readonly accountId: string; readonly name: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'operator' }
  | { readonly kind: 'system' }

export const VISITOR: Viewer = { kind: 'visitor' }
export const OPERATOR: Viewer = { kind: 'operator' }
export const SYSTEM: Viewer = { kind: 'system' }

/** The viewer as the audit trail names it; a visitor is named by the use case (`resident`, `api`). */
export function actorOf(viewer: Viewer, visitorActor = 'resident'): string {
  switch (viewer.kind) {
    case 'visitor':
      return visitorActor
    case 'account':
      return `account:${viewer.accountId}`
    case 'operator':
    case 'system':
      return viewer.kind
  }
}
