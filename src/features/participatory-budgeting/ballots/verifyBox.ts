import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import { canonicalJson } from '../cycles/rules/frozen.ts'
import { chainOfBox } from './boxEntries.ts'
import { type RebuildRefusal, rebuildKey, type TypedSheets } from './keyShares.ts'
import { openAll } from './openBox.ts'
import type { OpenedBallot } from './rules/opened.ts'
import { selectBoxKey, selectClosing } from './store/box.ts'
import { selectOpened } from './store/closing.ts'

export interface BoxVerdict {
  readonly sound: boolean
  readonly envelopes: number
  /** Of the envelopes as they are now, and as the closing recorded it. */
  readonly head: string
  readonly recorded: string
  readonly chain: 'same' | 'different'
  /** Ballots counted against the envelopes opened again; `notAsked` without sheets, `notOpened` before the box was opened. */
  readonly ballots: 'same' | 'different' | 'notAsked' | 'notOpened'
  readonly opened: number
  readonly spoiled: number
}

const listed = (ballots: readonly OpenedBallot[]): string =>
  ballots
    .map(one => `${one.pot}\n${canonicalJson(one.choices)}`)
    .sort()
    .join('\n')

/**
 * Computes the chain over the box again and compares it with what the closing recorded; with two sheets also opens all envelopes
 * again, in memory, and compares them with the ballots that are counted. Changes nothing.
 */
export async function verifyBox(
  app: App,
  viewer: Viewer,
  cycleId: string,
  typed?: TypedSheets,
): Promise<Result<BoxVerdict, 'forbidden' | 'cycle.unknown' | 'box.notClosed' | 'box.noKey' | RebuildRefusal>> {
  const found = await officeCycle(app, viewer, cycleId, 'box.key')
  if (!found.ok) return found
  const closing = await selectClosing(app.store.read, cycleId)
  if (!closing) return err('box.notClosed')
  const { links, head } = await chainOfBox(app.store.read, cycleId)
  const chain: BoxVerdict['chain'] = head === closing.head && links.length === closing.envelopes ? 'same' : 'different'
  const kept = await selectOpened(app.store.read, cycleId)
  const verdict = {
    ...{ envelopes: links.length, head, recorded: closing.head, chain, opened: kept.length },
    spoiled: closing.spoiled?.length ?? 0,
  } as const
  if (!typed) return ok({ ...verdict, ballots: 'notAsked', sound: chain === 'same' })
  const key = await selectBoxKey(app.store.read, cycleId)
  if (!key) return err('box.noKey')
  const rebuilt = await rebuildKey(typed, key.publicKey)
  if (!rebuilt.ok) return rebuilt
  if (!closing.openedAt) {
    rebuilt.value.fill(0)
    return ok({ ...verdict, ballots: 'notOpened', sound: chain === 'same' })
  }
  const again = await openAll(app, cycleId, rebuilt.value)
  const same = listed(again.ballots) === listed(kept) && canonicalJson(again.spoiled) === canonicalJson(closing.spoiled ?? [])
  return ok({ ...verdict, ballots: same ? 'same' : 'different', sound: same && chain === 'same' })
}
