import { combine, split } from 'shamir-secret-sharing'
import { err, ok, type Result } from '#platform/result.ts'
import { type KeySheet, keyIdOf, type PairRefusal, readPair, SHEETS, SHEETS_NEEDED } from './rules/keySheet.ts'
import { publicKeyOf } from './rules/seal.ts'

/** Splits a private key into sheets, any two of which give it back. */
export async function splitKey(privateKey: Uint8Array, publicKey: string): Promise<KeySheet[]> {
  const shares = await split(new Uint8Array(privateKey), SHEETS, SHEETS_NEEDED)
  return shares.map((share, at) => ({ number: at + 1, keyId: keyIdOf(publicKey), share }))
}

export interface TypedSheets {
  readonly sheet1: string
  readonly sheet2: string
}
export type RebuildRefusal = PairRefusal | 'box.sheetsOpenNothing'

/** The private key again from two typed sheets; it is checked against the public one before anybody relies on it. */
export async function rebuildKey(typed: TypedSheets, publicKey: string): Promise<Result<Uint8Array, RebuildRefusal>> {
  const pair = readPair(typed, publicKey)
  if (!pair.ok) return pair
  const privateKey = await combine(pair.value.map(one => one.share))
  return publicKeyOf(privateKey) === publicKey ? ok(privateKey) : err('box.sheetsOpenNothing')
}
