import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, SYSTEM } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'
import { readCycles } from '../cycles/readCycles.ts'
import { phaseAt } from '../cycles/rules/phases.ts'
import { countTurnout } from './readTurnout.ts'
import { destroyRollKey } from './rollKey.ts'
import { eraseNames, selectEnded } from './store/over.ts'

const DAY_MS = 86_400_000

/** Counts the turnout of every cycle under the vote once a day, at night. */
export async function countTurnouts(app: App): Promise<void> {
  for (const cycle of await readCycles(app, { state: 'published' }))
    if (phaseAt(cycle.phases, app.now())?.kind === 'voting') await countTurnout(app, cycle.id)
}

/**
 * After the time for objections: names of voters are erased, and the key is destroyed without which no row of the roll leads to a
 * person or a code.
 */
export async function forgetVoters(app: App): Promise<void> {
  const now = app.now()
  for (const { id, endedAt, objectionDays } of await selectEnded(app.store.read)) {
    if (now.getTime() < endedAt.getTime() + objectionDays * DAY_MS) continue
    const destroyed = destroyRollKey(app, id)
    await app.store.write(async tx => {
      const names = await eraseNames(tx, id)
      if (!destroyed && names === 0) return
      await recordAudit(tx, {
        at: now,
        actor: actorOf(SYSTEM),
        action: 'voters.forgotten',
        subject: { type: 'cycle', id },
        reason: 'the time for objections is over',
        detail: { names, keyDestroyed: destroyed },
      })
    })
  }
}
