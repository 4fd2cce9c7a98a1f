import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import { totalsOf } from './readCodeTotals.ts'
import { makeRollKey, type RollKey, rollKey } from './rollKey.ts'
import { MOST_CODES, type Slip, serialOf } from './rules/batch.ts'
import { CODE_BYTES, newCode } from './rules/code.ts'
import { insertBatch, nextBatchNumber } from './store/codes.ts'
import { rollIsEmpty } from './store/roll.ts'

/** The key under which a cycle's roll is written; refuses where it is lost or destroyed and the roll is not empty. */
export async function keyForWriting(app: App, cycleId: string): Promise<Result<RollKey, 'roll.keyGone'>> {
  const key = rollKey(app, cycleId)
  if (key) return ok(key)
  return (await rollIsEmpty(app.store.read, cycleId)) ? ok(makeRollKey(app, cycleId)) : err('roll.keyGone')
}

/**
 * A batch of new codes for an area. The answer is the only place where they stand in plain letters, once. More good codes than
 * people entitled need a reason (`code.overEntitled`), which the trail keeps.
 */
export async function issueCodes(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly areaId: string; readonly count: number; readonly reason?: string | undefined },
): Promise<Result<{ number: number; slips: readonly Slip[] }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.issue')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  if (!cycle.rules.vote.channels.code) return err('code.off')
  if (asked.areaId === '') return err('code.areaNeeded', { path: 'area' })
  if (!cycle.areas.some(one => one.id === asked.areaId)) return err('voter.areaUnknown', { path: 'area' })
  if (!Number.isInteger(asked.count) || asked.count < 1 || asked.count > MOST_CODES)
    return err('code.count', { path: 'count', values: { most: MOST_CODES } })
  const at = app.now()
  const voting = phaseOf(cycle.phases, 'voting')
  if (!voting || at >= (voting.onlineEndsAt ?? voting.endsAt)) return err('code.tooLate')
  const key = await keyForWriting(app, cycle.id)
  if (!key.ok) return key
  const codes = Array.from({ length: asked.count }, () => newCode(app.random(CODE_BYTES)))
  const id = app.newId()
  return app.store.write(async (tx): Promise<Result<{ number: number; slips: readonly Slip[] }>> => {
    const totals = (await totalsOf(tx, cycle)).find(one => one.areaId === asked.areaId)
    const over = totals !== undefined && totals.good + asked.count > totals.entitled
    if (over && !asked.reason)
      return err('code.overEntitled', {
        path: 'reason',
        values: { good: totals.good, entitled: totals.entitled, count: asked.count },
      })
    const number = await nextBatchNumber(tx, cycle.id)
    const slips = codes.map((code, index) => ({ serial: serialOf(number, index + 1), code }))
    const rows = slips.map(({ serial, code }) => ({ serial, key: key.value('code', code) }))
    await insertBatch(tx, { id, cycleId: cycle.id, areaId: asked.areaId, number, count: codes.length, printedAt: at }, rows)
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'voters.codesIssued',
      subject: { type: 'cycle', id: cycle.id },
      reason: over ? (asked.reason ?? '') : 'codes were printed',
      detail: {
        municipality: municipality.id,
        area: asked.areaId,
        batch: number,
        codes: codes.length,
        ...(over && { overEntitled: true }),
      },
    })
    return ok({ number, slips })
  })
}
