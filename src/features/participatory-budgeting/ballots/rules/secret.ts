import { checkCharacter, codeOf } from '#platform/codes.ts'
import { readReceipt } from './receipt.ts'

/** Bytes of chance that a secret takes. */
export const SECRET_BYTES = 19

/** A form's secret, written like a receipt number: where votes may be changed, it is what changes one. */
export function secretFrom(random: Uint8Array): string {
  const code = codeOf(random.subarray(0, SECRET_BYTES))
  return code + checkCharacter(code)
}

/** The secret that somebody typed; undefined where a character is wrong. */
export const readSecret = readReceipt
