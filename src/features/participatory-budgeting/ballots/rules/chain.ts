import { createHash } from 'node:crypto'

/** What of an envelope is published and chained: never what it holds. */
export interface ChainEntry {
  readonly receipt: string
  readonly fingerprint?: string | undefined
  /** SHA-256, hex, of pot and sealed text: that the envelope was not exchanged later. */
  readonly envelope: string
}
export interface ChainLink extends ChainEntry {
  /** SHA-256, hex, over the link before and this entry. */
  readonly link: string
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

export const envelopeHash = (envelope: { readonly pot: string; readonly sealed: string }): string =>
  hash(`${envelope.pot}\n${envelope.sealed}`)

/** What the first link is over: the cycle and the hash of the rules that were frozen first. */
export const chainStart = (cycleId: string, frozenSha256: string): string => hash(`ashar box 1\n${cycleId}\n${frozenSha256}`)

/**
 * The chain over all envelopes, in the order of fingerprints, else of receipt numbers: both are hashes, so the order says nothing
 * of when somebody voted, and whoever has the list gets the same head again. Each link is the SHA-256 of the link before,
 * receipt number, fingerprint (empty where there is none) and envelope's hash, a line each.
 */
export function chainOf(start: string, entries: readonly ChainEntry[]): { links: ChainLink[]; head: string } {
  const keyOf = (one: ChainEntry): string => `${one.fingerprint ?? ''}\n${one.receipt}`
  const keyed = entries.map(one => ({ one, key: keyOf(one) })).sort((a, b) => (a.key < b.key ? -1 : 1))
  let head = start
  const links = keyed.map(({ one }) => {
    head = hash(`${head}\n${one.receipt}\n${one.fingerprint ?? ''}\n${one.envelope}`)
    return { ...one, link: head }
  })
  return { links, head }
}
