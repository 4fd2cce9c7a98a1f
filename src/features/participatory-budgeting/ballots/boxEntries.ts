import type { Reading, Writing } from '#db/store.ts'
import { selectFrozen } from '../cycles/store/cycles.ts'
import { type ChainEntry, type ChainLink, chainOf, chainStart, envelopeHash } from './rules/chain.ts'
import { eachEnvelope } from './store/box.ts'

/** The chain over the envelopes as they are in the box now. */
export async function chainOfBox(
  read: Reading | Writing,
  cycleId: string,
): Promise<{ start: string; links: ChainLink[]; head: string }> {
  const first = (await selectFrozen(read, cycleId)).at(-1)
  const entries: ChainEntry[] = []
  for await (const one of eachEnvelope(read, cycleId))
    entries.push({ receipt: one.receipt, fingerprint: one.fingerprint ?? undefined, envelope: envelopeHash(one) })
  const start = chainStart(cycleId, first?.sha256 ?? '')
  return { start, ...chainOf(start, entries) }
}
