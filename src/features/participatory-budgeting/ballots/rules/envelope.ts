import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'
import { canonicalJson } from '../../cycles/rules/frozen.ts'
import type { BallotChoices } from './ballot.ts'
import { ROTATIONS } from './rotation.ts'

/** What lies in a sealed envelope: the text that `sealBallot` seals, as canonical JSON. */
export const plainBallot = z.object({
  format: z.literal('ashar-ballot/1'),
  cycle: z.string(),
  pot: z.string(),
  choices: z.array(z.object({ project: z.string(), points: z.number().int().positive().optional() })),
  /** Which order of projects the voter saw; only totals of it are published. */
  rotation: z
    .number()
    .int()
    .min(0)
    .max(ROTATIONS - 1),
  /** Base64url; whoever knows it can compute the fingerprint from the choices. It leaves the envelope only for a ballot that is tested instead of cast. */
  salt: z.string(),
})
export type PlainBallot = z.infer<typeof plainBallot>

/** 95 bits and a check character, in groups of four: `7F3K-2Q9M-…`. */
const CODE_LENGTH = 19
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')
const coded = (bytes: Buffer): string => {
  const code = codeOf(bytes.subarray(0, CODE_LENGTH))
  return grouped(code + checkCharacter(code))
}

/** The form's secret from 19 random bytes. Where votes may be changed, it is what changes one. */
export const formSecret = (random: Buffer): string => coded(random)

/** Receipt number of a ballot: a hash of its form's secret, from which nobody finds the secret. */
export const receiptOf = (secret: string): string =>
  coded(
    createHash('sha256')
      .update(`ashar receipt ${normalizeCode(secret)}`)
      .digest(),
  )

/** A receipt number or secret as somebody typed it, in its one form; undefined where a character is wrong or missing. */
export function readBoxCode(typed: string): string | undefined {
  const code = normalizeCode(typed)
  if (code.length !== CODE_LENGTH + 1 || !/^[0-9A-HJKMNP-TV-Z]+$/.test(code)) return undefined
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? grouped(code) : undefined
}

/** The text whose SHA-256 is the fingerprint: anybody can write it down and run `sha256sum`. */
export const fingerprintText = (ballot: {
  readonly cycle: string
  readonly pot: string
  readonly choices: BallotChoices
  readonly receipt: string
  readonly salt: string
}): string => {
  const { cycle, pot, choices, receipt, salt } = ballot
  return canonicalJson({ choices, cycle, pot, receipt, salt })
}

/** SHA-256 of ballot, receipt number and salt, in hexadecimal. */
export const fingerprintOf = (ballot: Parameters<typeof fingerprintText>[0]): string =>
  createHash('sha256').update(fingerprintText(ballot)).digest('hex')
