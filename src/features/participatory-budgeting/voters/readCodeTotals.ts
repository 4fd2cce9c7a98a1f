import type { Reading, Writing } from '#db/store.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { type CodeTotals, codeTotals } from './rules/codeTotals.ts'
import { selectBatches } from './store/codes.ts'
import { countByArea } from './store/localRoll.ts'

export const totalsOf = async (db: Reading | Writing, cycle: Pick<Cycle, 'id' | 'areas'>): Promise<CodeTotals[]> =>
  codeTotals(cycle.areas, await selectBatches(db, cycle.id), await countByArea(db, cycle.id))

/**
 * How many codes were printed for whom, for everybody to compare; undefined before voting is over, and where nobody votes by
 * code. Neither who was handed one nor who used it is in it.
 */
export async function readCodeTotals(app: App, cycle: Cycle): Promise<CodeTotals[] | undefined> {
  const voting = phaseOf(cycle.phases, 'voting')
  if (!cycle.rules.vote.channels.code || !voting || app.now() < voting.endsAt) return undefined
  return totalsOf(app.store.read, cycle)
}
