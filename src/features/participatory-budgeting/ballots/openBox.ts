import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import { votingEnded } from '../cycles/rules/changing.ts'
import { chainOfBox } from './boxEntries.ts'
import { type RebuildRefusal, rebuildKey, type TypedSheets } from './keyShares.ts'
import { Opening, type SpoiledEnvelope } from './rules/opened.ts'
import { eachEnvelope, selectBoxKey, selectClosing } from './store/box.ts'
import { insertOpened } from './store/closing.ts'

export type OpenRefusal =
  | 'forbidden'
  | 'cycle.unknown'
  | 'box.noKey'
  | 'box.notClosed'
  | 'box.paperOpen'
  | 'box.changed'
  | 'box.openedAlready'
  | RebuildRefusal

/** Opens every envelope in memory; nothing is written. `privateKey` is forgotten afterwards. */
export async function openAll(app: App, cycleId: string, privateKey: Uint8Array): Promise<Opening> {
  const contents = (await readFrozen(app, cycleId)).map(one => one.content)
  const opening = new Opening()
  for await (const envelope of eachEnvelope(app.store.read, cycleId)) opening.add(privateKey, envelope, contents)
  privateKey.fill(0)
  return opening
}

/**
 * Opens a closed box with two sheets: every ballot is checked again against the frozen rules and kept without a way back to its
 * envelope. A ballot that does not fit is counted as spoiled and named by its receipt number. Refuses while
 * people still vote on paper, and where the envelopes are not those that the closing chained.
 */
export async function openBox(
  app: App,
  viewer: Viewer,
  cycleId: string,
  typed: TypedSheets,
): Promise<Result<{ ballots: number; spoiled: readonly SpoiledEnvelope[] }, OpenRefusal>> {
  const found = await officeCycle(app, viewer, cycleId, 'box.key')
  if (!found.ok) return found
  const [key, closing] = [await selectBoxKey(app.store.read, cycleId), await selectClosing(app.store.read, cycleId)]
  if (!key) return err('box.noKey')
  if (!closing) return err('box.notClosed')
  if (closing.openedAt) return err('box.openedAlready')
  // Nobody knows how the others voted while people still vote on paper.
  if (!votingEnded(found.value.cycle, app.now())) return err('box.paperOpen')
  if ((await chainOfBox(app.store.read, cycleId)).head !== closing.head) return err('box.changed')
  const rebuilt = await rebuildKey(typed, key.publicKey)
  if (!rebuilt.ok) return rebuilt
  const { ballots, rotations, spoiled } = await openAll(app, cycleId, rebuilt.value)
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ ballots: number; spoiled: readonly SpoiledEnvelope[] }, OpenRefusal>> => {
    if (!(await insertOpened(tx, cycleId, { at, ballots, rotations, spoiled }))) return err('box.openedAlready')
    await closeCycleChange(tx, viewer, found.value.cycle, {
      ...{ at, action: 'box.opened', reason: 'two sheets opened the box' },
      detail: { ballots: ballots.length, spoiled: spoiled.length },
    })
    return ok({ ballots: ballots.length, spoiled })
  })
}
