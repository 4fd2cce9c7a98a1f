import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { chooseAreaOnce } from './store/area.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { startPerson } from './store/roll.ts'
import { readPending, sealTicket } from './ticket.ts'

/**
 * The area that a voter with an eID lives in, where no local roll says so: chosen once. Whoever comes back with the same eID finds
 * the first choice. Answers the ticket to the ballot.
 */
export async function chooseArea(
  app: App,
  cycle: Cycle,
  cookie: string | undefined,
  chosen: string,
): Promise<Result<{ ticket: string; areaId: string }, 'eidVote.over' | 'eidVote.area'>> {
  const pending = readPending(app, cookie)
  if (pending?.cycleId !== cycle.id) return err('eidVote.over')
  if (!cycle.areas.some(one => one.id === chosen)) return err('eidVote.area', { path: 'area' })
  const areaId = await app.store.write(async tx => {
    const counts = await chooseAreaOnce(tx, cycle.id, pending.key, chosen)
    await startPerson(tx, { cycleId: cycle.id, key: pending.key, areaId: counts })
    return counts
  })
  return ok({ ticket: sealTicket(app, { cycleId: cycle.id, areaId, channel: 'eid', key: pending.key }), areaId })
}
