import { createHash } from 'node:crypto'
import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'
import { canonicalJson } from '../../cycles/rules/frozen.ts'
import type { BallotChoices } from './ballot.ts'

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
/** Characters before the check character: 95 bits, so that nobody finds two secrets with one receipt number. */
const CHARACTERS = 19
const GROUP = 5

/**
 * The receipt number of a form: a hash of its random secret, so that the same form sent again has the same number. Twenty
 * characters, the last of them a check character; it says nothing about voter, time or choices.
 */
export function receiptOf(cycleId: string, secret: string): string {
  const digest = hash(`ashar receipt 1\n${cycleId}\n${secret}`)
  // One character from each byte: the five low bits of it.
  const code = codeOf(digest.subarray(0, CHARACTERS))
  return code + checkCharacter(code)
}

/** As it is shown and printed: `7F3K2-9QMXA-…`. */
export const showReceipt = (receipt: string): string => receipt.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''

/** The number that somebody typed, as it is stored; undefined where a character is wrong. */
export function readReceipt(typed: string): string | undefined {
  const code = normalizeCode(typed)
  if (!/^[0-9A-HJKMNP-TV-Z]{20}$/.test(code)) return undefined
  return checkCharacter(code.slice(0, CHARACTERS)) === code.at(-1) ? code : undefined
}

/**
 * What a receipt carries where votes cannot be changed: SHA-256, hex, of the canonical JSON of choices, receipt number and
 * salt; the choices as `checkBallot` answers them. The salt stays in the envelope, so that nobody finds the choices by trying.
 */
export const fingerprintOf = (choices: BallotChoices, receipt: string, salt: string): string =>
  hash(fingerprintText(choices, receipt, salt)).toString('hex')

/** What the fingerprint is the SHA-256 of: anybody can save it as a file and run `sha256sum`. */
export const fingerprintText = (choices: BallotChoices, receipt: string, salt: string): string =>
  canonicalJson({ ballot: choices, receipt, salt })
