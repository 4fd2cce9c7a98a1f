import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import { type RebuildRefusal, rebuildKey, type TypedSheets } from './keyShares.ts'
import { openEnvelope, sealBallot } from './rules/seal.ts'
import { selectBoxKey, setRehearsed } from './store/box.ts'

export type RehearseRefusal = 'forbidden' | 'cycle.unknown' | 'box.noKey' | 'box.rehearsalFailed' | RebuildRefusal

/** Long enough for any text of a trial. */
const TRIAL_BYTES = 512

/**
 * Two printed sheets, typed or scanned, open an envelope that was sealed for the trial: only then may voting open. Sheets and key
 * are forgotten again.
 */
export async function rehearseBoxKey(
  app: App,
  viewer: Viewer,
  cycleId: string,
  typed: TypedSheets,
): Promise<Result<{ rehearsedAt: Date }, RehearseRefusal>> {
  const found = await officeCycle(app, viewer, cycleId, 'box.key')
  if (!found.ok) return found
  const key = await selectBoxKey(app.store.read, cycleId)
  if (!key) return err('box.noKey')
  const rebuilt = await rebuildKey(typed, key.publicKey)
  if (!rebuilt.ok) return rebuilt
  const trial = app.random(32).toString('hex')
  const sealed = sealBallot(key.publicKey, trial, app.random, TRIAL_BYTES)
  const opened = sealed.ok ? openEnvelope(rebuilt.value, sealed.value) : sealed
  rebuilt.value.fill(0)
  if (!opened.ok || opened.value !== trial) return err('box.rehearsalFailed')
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ rehearsedAt: Date }, RehearseRefusal>> => {
    if (!(await setRehearsed(tx, cycleId, key.publicKey, at))) return err('box.noKey')
    await closeCycleChange(tx, viewer, found.value.cycle, {
      ...{ at, action: 'box.rehearsed', reason: 'two sheets opened a trial envelope' },
    })
    return ok({ rehearsedAt: at })
  })
}
