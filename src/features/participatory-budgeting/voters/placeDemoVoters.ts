import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { VotingChannel } from './rules/batch.ts'
import { insertPersons } from './store/roll.ts'

/** Writes people who do not exist onto the roll of a demo cycle, some of whom voted; refuses any other cycle. It knows no ballot. */
export async function placeDemoVoters(
  app: App,
  cycleId: string,
  people: readonly {
    readonly key: string
    readonly areaId: string
    readonly sex: 'female' | 'male'
    readonly ageBand: string
    /** How they voted; undefined where they did not. */
    readonly channel: VotingChannel | undefined
  }[],
): Promise<Result<void, 'cycle.unknown' | 'box.notDemo'>> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle) return err('cycle.unknown')
  if (!cycle.isDemo) return err('box.notDemo')
  const at = app.now()
  return app.store.write(async tx => {
    await insertPersons(
      tx,
      people.map(one => ({ ...one, cycleId, onRoll: true, state: one.channel ? ('voted' as const) : ('entitled' as const) })),
    )
    await closeCycleChange(tx, SYSTEM, cycle, { at, action: 'roll.demoVoters', reason: 'demo data' })
    return ok()
  })
}
