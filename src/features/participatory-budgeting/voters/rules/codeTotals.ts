import type { Area } from '../../cycles/rules/cycle.ts'
import type { Batch } from './batch.ts'

/** Codes of an area beside the people who are entitled there: more good codes than people would let somebody stuff the box. */
export interface CodeTotals {
  readonly areaId: string
  readonly entitled: number
  /** All that were ever printed. */
  readonly printed: number
  readonly void: number
  /** Printed and not void. */
  readonly good: number
}

/** Totals by area in the cycle's order. A local roll may name more people than were announced; then it is what counts. */
export const codeTotals = (
  areas: readonly Pick<Area, 'id' | 'entitled'>[],
  batches: readonly Pick<Batch, 'areaId' | 'printed' | 'void'>[],
  onRoll: ReadonlyMap<string, number>,
): CodeTotals[] =>
  areas.map(({ id, entitled }) => {
    const its = batches.filter(one => one.areaId === id)
    const printed = its.reduce((all, one) => all + one.printed, 0)
    const voided = its.reduce((all, one) => all + one.void, 0)
    const most = Math.max(entitled, onRoll.get(id) ?? 0)
    return { areaId: id, entitled: most, printed, void: voided, good: printed - voided }
  })
