import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { selectFrozen } from '../cycles/store/cycles.ts'
import { splitKey } from './keyShares.ts'
import { type KeySheet, keyIdOf } from './rules/keySheet.ts'
import { publicKeyOf } from './rules/seal.ts'
import { putBoxKey } from './store/box.ts'

export type MakeKeyRefusal = 'forbidden' | 'cycle.unknown' | 'box.notOnline' | 'box.frozen'

/**
 * Makes the key of a ballot box, in the place of an earlier one that no vote was sealed with: the public key is kept, the private
 * one is answered as three sheets and exists nowhere else from then on. Refuses once voting has opened.
 */
export async function makeBoxKey(
  app: App,
  viewer: Viewer,
  cycleId: string,
): Promise<Result<{ cycle: Cycle; municipality: Municipality; publicKey: string; sheets: readonly KeySheet[] }, MakeKeyRefusal>> {
  const found = await officeCycle(app, viewer, cycleId, 'box.key')
  if (!found.ok) return found
  const { cycle } = found.value
  if (!cycle.rules.vote.channels.code && !cycle.rules.vote.channels.eid) return err('box.notOnline')
  const privateKey = app.random(32)
  const publicKey = publicKeyOf(privateKey)
  const sheets = await splitKey(privateKey, publicKey)
  privateKey.fill(0)
  const at = app.now()
  const made = await app.store.write(async (tx): Promise<Result<void, MakeKeyRefusal>> => {
    // The row first: freezing holds it (holdBoxKey), so that either sees the other, and no vote is sealed with a key replaced.
    await putBoxKey(tx, { cycleId, publicKey, madeAt: at, isDemo: false })
    if ((await selectFrozen(tx, cycleId)).length > 0) return err('box.frozen')
    await closeCycleChange(tx, viewer, cycle, {
      ...{ at, action: 'box.keyMade', reason: 'key of the ballot box' },
      detail: { key: keyIdOf(publicKey) },
    })
    return ok()
  })
  return made.ok ? ok({ ...found.value, publicKey, sheets }) : made
}
