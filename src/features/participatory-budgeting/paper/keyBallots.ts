import type { z } from 'zod'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { keyingsBody } from './forms/paperForms.ts'
import { keyBallot } from './keyBallot.ts'
import { officeStation, type Which } from './officeStation.ts'

/** What came of one keying that a device sent. */
export interface SentKeying {
  readonly entryKey: string
  readonly number: number
  /** `again`: it had come before, and its answer was lost. */
  readonly state: 'kept' | 'again' | 'refused'
  readonly refusal?: Refusal
  /** Why the ballot counts as spoiled by the rules. */
  readonly spoiled?: Refusal | undefined
}

/**
 * Keeps ballots that were keyed without a line, each on its own: what is refused does not hold up the others. Only who keyed
 * them sends them (`paper.otherAccount`).
 */
export async function keyBallots(
  app: App,
  viewer: Viewer,
  which: Which,
  body: z.output<typeof keyingsBody>,
): Promise<Result<SentKeying[]>> {
  const found = await officeStation(app, viewer, which, 'paper.key')
  if (!found.ok) return found
  if (viewer.kind !== 'account' || viewer.accountId !== body.account) return err('paper.otherAccount')
  const sent: SentKeying[] = []
  for (const one of body.keyings) {
    const { entryKey, number } = one
    const choices = one.choices.map(({ project, points }) => (points === undefined ? { project } : { project, points }))
    const kept = await keyBallot(app, viewer, { ...which, ...one, choices })
    if (!kept.ok) sent.push({ entryKey, number, state: 'refused', refusal: kept.refusals[0] })
    else {
      const { outcome, again } = kept.value
      sent.push({
        entryKey,
        number,
        state: again ? 'again' : 'kept',
        spoiled: outcome.verdict === 'spoiled' ? outcome.why : undefined,
      })
    }
  }
  return ok(sent)
}
