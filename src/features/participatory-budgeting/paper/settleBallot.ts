import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { soundKeying, written } from './keyBallot.ts'
import { officeStation, rulesFor, type Which } from './officeStation.ts'
import { type Keyed, numberedProjects, type Outcome, outcomeOf, standingOf } from './rules/keying.ts'
import { insertEntry, selectBallotEntries } from './store/entries.ts'
import { lockStation } from './store/stations.ts'

/** As the first or the second keying has it, or as the third person reads the ballot. */
export type Settling = { readonly as: 1 | 2 } | ({ readonly as: 'own' } & Keyed)

/**
 * A third person settles a ballot whose two keyings differ, with the paper in hand. Refuses who keyed it (`paper.notThird`),
 * and where nothing differs (`paper.settled`).
 */
export async function settleBallot(
  app: App,
  viewer: Viewer,
  asked: Which & Settling & { readonly number: number },
): Promise<Result<{ number: number; outcome: Outcome }>> {
  const found = await officeStation(app, viewer, asked, 'paper.key')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  const rules = rulesFor(frozen, station.areaId)
  if (!rules) return err('paper.notFrozen')
  const known = new Set(numberedProjects(frozen, station.areaId).map(one => one.project.id))
  const own = asked.as === 'own' ? soundKeying(asked, known) : undefined
  if (own && !own.ok) return own
  const [me, at, { number }] = [actorOf(viewer), app.now(), asked]
  return app.store.write(async (tx): Promise<Result<{ number: number; outcome: Outcome }>> => {
    const now = await lockStation(tx, station.id)
    if (!now || now.signedAt) return err('paper.signed')
    const entries = await selectBallotEntries(tx, station.id, number)
    const { state } = standingOf(entries, rules)
    if (state === 'once') return err('paper.keyedOnce', { values: { number } })
    if (state === 'settled') return err('paper.settled', { values: { number } })
    if (entries.some(one => one.keyedBy === me)) return err('paper.notThird', { values: { number } })
    const keyed = own ? own.value : entries.find(one => one.entry === asked.as)
    if (!keyed) throw new Error('a difference without two keyings')
    const { verdict, choices } = keyed
    await insertEntry(tx, { stationId: station.id, number, entry: 3, verdict, choices, keyedBy: me, keyedAt: at, entryKey: null })
    await recordAudit(tx, {
      at,
      actor: me,
      action: 'paper.settled',
      subject: { type: 'pbStation', id: station.id },
      reason: 'two keyings differed',
      detail: { cycle: cycle.id, number, as: asked.as, is: written(keyed) },
    })
    return ok({ number, outcome: outcomeOf(keyed, rules) })
  })
}
