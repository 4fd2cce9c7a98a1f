import { randomBytes } from 'node:crypto'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { TypedSheets } from '#features/participatory-budgeting/ballots/keyShares.ts'
import { makeBoxKey } from '#features/participatory-budgeting/ballots/makeBoxKey.ts'
import { rehearseBoxKey } from '#features/participatory-budgeting/ballots/rehearseBoxKey.ts'
import type { BallotChoices } from '#features/participatory-budgeting/ballots/rules/ballot.ts'
import { type EnvelopeContent, envelopeText } from '#features/participatory-budgeting/ballots/rules/envelope.ts'
import { sheetLines } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import { fingerprintOf, receiptOf } from '#features/participatory-budgeting/ballots/rules/receipt.ts'
import { ballotLength, sealBallot } from '#features/participatory-budgeting/ballots/rules/seal.ts'
import { insertEnvelope } from '#features/participatory-budgeting/ballots/store/box.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { CycleRules } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { FrozenContent, FrozenProject } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { freezeAs, seededCycle } from './pbCycle.ts'

export const PROJECTS: readonly FrozenProject[] = ['aryk', 'bridge', 'club', 'dam', 'engine'].map((id, at) => ({
  ...{ id, titles: { ky: `Долбоор ${id}` }, price: (at + 1) * 10_000_000 },
}))

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

export interface Box {
  readonly cycle: Cycle
  readonly content: FrozenContent
  readonly publicKey: string
  /** The three sheets as they would be typed. */
  readonly sheets: readonly [string, string, string]
}

/** Two of the sheets. */
export const pair = (box: Pick<Box, 'sheets'>, first = 0, second = 1): TypedSheets => ({
  sheet1: box.sheets[first] ?? '',
  sheet2: box.sheets[second] ?? '',
})

/** A cycle under the vote whose box has a rehearsed key; on a new database also the base data. */
export async function openBoxOf(
  app: App,
  options: { readonly id?: string; readonly rules?: Partial<CycleRules>; readonly areas?: Cycle['areas'] } = {},
): Promise<Box> {
  await seedBase(app)
  const cycle = await seededCycle(app, options)
  const made = must(await makeBoxKey(app, OPERATOR, cycle.id))
  const sheets = made.sheets.map(one => sheetLines(one).join('\n')) as unknown as Box['sheets']
  must(await rehearseBoxKey(app, OPERATOR, cycle.id, { sheet1: sheets[0], sheet2: sheets[2] }))
  const content = await freezeAs(app, cycle, PROJECTS, made.publicKey)
  return { cycle, content, publicKey: made.publicKey, sheets }
}

/** Puts a ballot into the box as casting does, without a voter; `changed` says what is wrong with it. */
export async function putBallot(
  app: App,
  box: Box,
  choices: BallotChoices,
  changed: { readonly content?: Partial<EnvelopeContent>; readonly fingerprint?: string } = {},
): Promise<{ receipt: string; result: Result<void> }> {
  const [secret, salt] = [randomBytes(16).toString('hex'), randomBytes(16).toString('base64url')]
  const receipt = receiptOf(box.cycle.id, secret)
  const pot = box.cycle.areas[0]?.id ?? ''
  const text = envelopeText({ cycle: box.cycle.id, pot, receipt, choices: [...choices], rotation: 1, salt, ...changed.content })
  const sealed = must(sealBallot(box.publicKey, text, randomBytes, ballotLength(box.content)))
  const fingerprint = changed.fingerprint ?? fingerprintOf(choices, receipt, salt)
  const result = await app.store.write(tx => insertEnvelope(tx, { cycleId: box.cycle.id, receipt, pot, fingerprint, sealed }))
  return { receipt, result }
}
