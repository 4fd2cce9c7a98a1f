import type { PracticeState } from '#db/schema/practices.ts'
import { err, ok, type Result } from '#platform/result.ts'

/** What is being done to a practice. */
export type Step = 'save' | 'submit' | 'sendBack' | 'publish' | 'withdraw'

/** Where each step leads, by the state it starts from; what is not named cannot be done. */
const STEPS: Readonly<Record<Step, Readonly<Partial<Record<PracticeState, PracticeState>>>>> = {
  // Who mends what was sent back keeps DPI's remarks beside the form; who corrects what is public starts a new draft.
  save: { draft: 'draft', sentBack: 'sentBack', published: 'draft', withdrawn: 'draft' },
  submit: { draft: 'submitted', sentBack: 'submitted' },
  sendBack: { submitted: 'sentBack' },
  publish: { submitted: 'published' },
  // What DPI holds and nobody reads yet is taken back to be worked on; what is public goes out of sight.
  withdraw: { submitted: 'draft', published: 'withdrawn', draft: 'withdrawn', sentBack: 'withdrawn' },
}

/** The state after a step, or why it cannot be taken. */
export function stateAfter(step: Step, state: PracticeState): Result<PracticeState, 'practice.withDpi' | 'practice.notNow'> {
  const next = STEPS[step][state]
  if (next) return ok(next)
  return step === 'save' && state === 'submitted' ? err('practice.withDpi') : err('practice.notNow')
}
