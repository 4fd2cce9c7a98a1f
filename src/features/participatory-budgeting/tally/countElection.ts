import { createHash } from 'node:crypto'
import { ok, type Result } from '#platform/result.ts'
import { readPb } from './readPb.ts'
import { type Count, type CountingRules, countProfile } from './rules/counting.ts'
import type { PbWarning } from './rules/election.ts'
import { profileOf } from './rules/profile.ts'

/** Counts a `.pb` file; refused, with the line, where it cannot be read. */
export function countElection(bytes: Uint8Array, rules: CountingRules, say: (warning: PbWarning) => string): Result<Count> {
  const read = readPb(bytes)
  if (!read.ok) return read
  const profile = profileOf(read.value.election, rules.ordinal)
  const warnings = read.value.warnings.map(one => ({ line: one.line, code: one.code, message: say(one) }))
  return ok({ ...countProfile(profile, rules), warnings, inputSha256: createHash('sha256').update(bytes).digest('hex') })
}
