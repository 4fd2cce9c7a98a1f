import type { Grant, Role } from './viewer.ts'

/** `invited`: nobody has signed in to the account yet. */
export type PersonState = 'invited' | 'active' | 'disabled'

/** One role of one person, as those see it who may give it. */
export interface RoleHolder extends Grant {
  readonly role: Role
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly state: PersonState
  /** Until when the newest invitation can be accepted; undefined where none waits. */
  readonly invitedUntil: Date | undefined
  /** Undefined where nobody signed in during the last half year. */
  readonly lastSignIn: Date | undefined
  readonly isDemo: boolean
  /** Whether it is the viewer's own. */
  readonly own: boolean
  /** Whether the viewer may take it back, or invite again. */
  readonly mayChange: boolean
}

export const personState = (account: {
  readonly disabledAt: Date | null
  readonly passwordHash: string | null
  readonly lastSignIn: Date | undefined
}): PersonState => (account.disabledAt ? 'disabled' : account.passwordHash !== null || account.lastSignIn ? 'active' : 'invited')
