import type { Grant, Role } from './viewer.ts'

/** How far a session has come: it may do everything, waits for a code, or may only set up a second factor. */
export type Stage = 'full' | 'secondFactor' | 'enrol'
/** What opened a session, as far as it counts: `null` is a password or a one-time link. */
export type Proof = 'secondFactor' | 'eid' | null

/** Who can change everything needs more than a password. */
const OBLIGED: readonly Role[] = ['admin', 'dpi-admin']
export const needsSecondFactor = (account: { readonly isDemo: boolean }, grants: readonly Grant[]): boolean =>
  !account.isDemo && grants.some(grant => OBLIGED.includes(grant.role))

/** A session that was opened by a password and is not yet complete is worth this long. */
export const UNFINISHED_MS = 30 * 60_000

/**
 * The stage is found anew at each request, so that a role given or a second factor set up counts in sessions that are open.
 * An eID is a second factor itself: the state vouches for the person, and the phone or card behind it is at hand.
 */
export function stageOf(facts: {
  readonly proof: Proof
  readonly hasSecondFactor: boolean
  readonly isDemo: boolean
  readonly grants: readonly Grant[]
}): Stage {
  if (facts.proof) return 'full'
  if (facts.hasSecondFactor) return 'secondFactor'
  return needsSecondFactor(facts, facts.grants) ? 'enrol' : 'full'
}

/** Somebody whose session is not complete: a visitor everywhere but on the page of the step that is missing. */
export interface Unfinished {
  readonly accountId: string
  readonly email: string
  readonly stage: Exclude<Stage, 'full'>
}
