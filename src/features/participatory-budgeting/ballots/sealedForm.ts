import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { type Candidate, candidate } from './rules/candidate.ts'

const KEY = 'ballot candidate'
/** Sealed text grows by steps of this: its size tells little of what was chosen. */
const STEP = 1_024
const MOST_CHARACTERS = 60_000

/** A ballot as the form of the check step carries it; only this portal can read or make one. */
export function sealCandidate(app: App, ballot: Candidate): string {
  const text = JSON.stringify(ballot)
  return seal(app.serverKey(KEY), text.padEnd(Math.ceil(text.length / STEP) * STEP), app.random)
}

/** The ballot of a form; undefined where somebody changed the form, or it is over. */
export function openCandidate(app: App, sealed: string): Candidate | undefined {
  if (sealed.length > MOST_CHARACTERS) return undefined
  try {
    const ballot = candidate.parse(JSON.parse(unseal(app.serverKey(KEY), sealed)))
    return ballot.until > app.now().getTime() ? ballot : undefined
  } catch {
    return undefined
  }
}
