import { SYSTEM, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { chainOfBox } from './boxEntries.ts'
import { shuffleStores } from './shuffleStores.ts'
import { selectBoxKey, selectClosing } from './store/box.ts'
import { holdBox, insertClosing, selectUnclosed } from './store/closing.ts'

export interface BoxClosed {
  readonly closedAt: Date
  readonly envelopes: number
  /** Last link of the chain: what the commission writes into its protocol. */
  readonly head: string
}
export type CloseRefusal = 'forbidden' | 'cycle.unknown' | 'box.noVote' | 'box.noKey' | 'box.tooEarly' | 'box.changed'

/** When the last ballot by code or eID may come in; undefined where the cycle has no vote. */
export function onlineEnd({ phases }: Pick<Cycle, 'phases'>): Date | undefined {
  const voting = phaseOf(phases, 'voting')
  return voting && (voting.onlineEndsAt ?? voting.endsAt)
}

/**
 * Closes the box of a cycle once voting by code and eID is over: from then on it takes no envelope, whatever a clock says. Both
 * stores are copied anew. Closing again changes nothing and answers the same head; it refuses where the envelopes are others.
 */
export async function closeBox(app: App, viewer: Viewer, cycleId: string): Promise<Result<BoxClosed, CloseRefusal>> {
  const found = await officeCycle(app, viewer, cycleId, 'box.key')
  if (!found.ok) return found
  const { cycle } = found.value
  const end = onlineEnd(cycle)
  if (!end) return err('box.noVote')
  const at = app.now()
  const closed = await app.store.write(async (tx): Promise<Result<BoxClosed & { anew: boolean }, CloseRefusal>> => {
    await holdBox(app.store, tx)
    if (!(await selectBoxKey(tx, cycleId))?.rehearsedAt) return err('box.noKey')
    const before = await selectClosing(tx, cycleId)
    if (!before && at < end) return err('box.tooEarly')
    const { links, head } = await chainOfBox(tx, cycleId)
    if (before) {
      if (before.head !== head || before.envelopes !== links.length) return err('box.changed')
      return ok({ closedAt: before.closedAt, envelopes: before.envelopes, head, anew: false })
    }
    await insertClosing(tx, { cycleId, closedAt: at, envelopes: links.length, head })
    await closeCycleChange(tx, viewer, cycle, {
      ...{ at, action: 'box.closed', reason: 'voting by code and eID is over' },
      detail: { envelopes: links.length, head },
    })
    return ok({ closedAt: at, envelopes: links.length, head, anew: true })
  })
  if (!closed.ok) return closed
  const { anew, ...told } = closed.value
  if (anew) await shuffleStores(app)
  return ok(told)
}

/** Closes every box whose voting is over. */
export async function closeDueBoxes(app: App, stopping?: AbortSignal): Promise<void> {
  for (const id of await selectUnclosed(app.store.read)) {
    if (stopping?.aborted) return
    const cycle = await readCycle(app, id)
    const end = cycle && onlineEnd(cycle)
    if (end && end <= app.now()) await closeBox(app, SYSTEM, id)
  }
}
