import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { DEMO_PUBLIC_KEY } from './rules/demoKey.ts'
import { putBoxKey, selectBoxKey } from './store/box.ts'

/**
 * Gives a demo cycle the key whose sheets are known to everybody, as rehearsed; refuses any other cycle. Does nothing where there
 * is a key already.
 */
export async function placeDemoKey(app: App, cycleId: string): Promise<Result<void, 'cycle.unknown' | 'box.notDemo'>> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle) return err('cycle.unknown')
  if (!cycle.isDemo) return err('box.notDemo')
  const at = app.now()
  return app.store.write(async tx => {
    if (await selectBoxKey(tx, cycleId)) return ok()
    await putBoxKey(tx, { cycleId, publicKey: DEMO_PUBLIC_KEY, madeAt: at, rehearsedAt: at, isDemo: true })
    await closeCycleChange(tx, SYSTEM, cycle, { at, action: 'box.demoKey', reason: 'demo data' })
    return ok()
  })
}
