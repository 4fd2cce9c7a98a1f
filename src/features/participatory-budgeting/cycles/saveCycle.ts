import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexCycle } from './cycleDocuments.ts'
import { closeCycleChange, officeCycle } from './officeCycle.ts'
import { areasKept, changed, type CycleChange } from './rules/changing.ts'
import type { Cycle } from './rules/cycle.ts'
import { frozenContentOf } from './rules/freezing.ts'
import { canonicalJson } from './rules/frozen.ts'
import { phasesFit } from './rules/phases.ts'
import { areasWrong, rulesWrong } from './rules/publishable.ts'
import { selectFrozen, selectCycles, storeChange } from './store/cycles.ts'

/** Who prepares writes drafts; what everybody reads is changed by who may publish. */
export const neededToSave = ({ state }: Pick<Cycle, 'state'>) => (state === 'draft' ? 'cycle.write' : 'cycle.publish')

/**
 * Saves one part of a cycle. An announced one needs a reason, kept in the trail, and stays fit to be voted by. Once rules are
 * frozen this refuses `cycle.frozen` whatever touches them: that is an amendment (`amendCycle`). Refuses `edited.meanwhile` where somebody saved
 * since `version` was read.
 */
export async function saveCycle(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly change: CycleChange; readonly reason?: string | undefined },
): Promise<Result<void>> {
  const found = await officeCycle(app, viewer, asked.id, neededToSave)
  if (!found.ok) return found
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    // Whoever announced or froze it a moment ago was quicker: what holds is decided by what is stored now.
    const [cycle] = await selectCycles(tx, [asked.id])
    if (cycle?.state !== found.value.cycle.state) return err('edited.meanwhile')
    const allowed = savable(cycle, asked)
    if (!allowed.ok) return allowed
    const next = allowed.value
    const [latest] = await selectFrozen(tx, cycle.id)
    if (latest) {
      const content = frozenContentOf(next, latest.content.projects, latest.content.boxKey)
      if (canonicalJson(content) !== canonicalJson(latest.content)) return err('cycle.frozen')
    }
    if (!(await storeChange(tx, next, asked.version, at))) return err('edited.meanwhile')
    await indexCycle(tx, next)
    await closeCycleChange(tx, viewer, cycle, {
      ...{ at, action: 'cycle.saved', reason: asked.reason ?? 'a draft is written' },
      detail: { part: asked.change.part },
    })
    return ok()
  })
}

/** The cycle with the change, where it may be saved so. */
function savable(
  cycle: Cycle,
  { change, reason }: { readonly change: CycleChange; readonly reason?: string | undefined },
): Result<Cycle> {
  if (cycle.state === 'cancelled') return err('cycle.isCancelled')
  const next = changed(cycle, change)
  const fit = phasesFit(next.phases)
  if (!fit.ok) return fit
  if (cycle.state === 'draft') return ok(next)
  if (!reason) return err('cycle.reason', { path: 'reason' })
  const kept = areasKept(cycle, next)
  if (!kept.ok) return kept
  const wrong = unfit(next)
  return wrong.length > 0 ? errs(wrong) : ok(next)
}

/** What may never be wrong about an announced cycle, whatever the day. */
export const unfit = (cycle: Cycle) => [
  ...(cycle.amount > 0 ? [] : [{ code: 'cycle.amount', path: 'amount' }]),
  ...areasWrong(cycle),
  ...rulesWrong(cycle.rules),
  ...(cycle.phases.some(one => one.kind === 'voting') ? [] : [{ code: 'cycle.noVoting', path: 'votingFrom' }]),
]
