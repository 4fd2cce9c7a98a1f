import type { Viewer } from '#features/identity/rules/viewer.ts'
import { sha256 } from '#platform/ids.ts'
import type { Tyiyn } from '#platform/money.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexCycle } from './cycleDocuments.ts'
import { closeCycleChange, officeCycle } from './officeCycle.ts'
import { amendable, areasKept, changed, type CycleChange, priced } from './rules/changing.ts'
import { frozenContentOf } from './rules/freezing.ts'
import { canonicalJson } from './rules/frozen.ts'
import { phasesFit } from './rules/phases.ts'
import { unfit } from './saveCycle.ts'
import { insertFrozen, selectCycles, selectFrozen, storeChange } from './store/cycles.ts'

/**
 * Changes what was frozen, in the open: the new content gets the next number and its own SHA-256, with who changed it, when
 * and why, on every page of the cycle. What a ballot in the box was checked against is not changed by anybody.
 */
export async function amendCycle(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    readonly version: number
    readonly reason: string
    readonly change: CycleChange | { readonly part: 'prices'; readonly prices: Readonly<Record<string, Tyiyn>> }
  },
): Promise<Result<{ number: number; sha256: string }>> {
  const found = await officeCycle(app, viewer, asked.id, 'cycle.publish')
  if (!found.ok) return found
  const { change } = asked
  const reason = asked.reason.trim()
  if (reason === '') return err('cycle.reason', { path: 'reason' })
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ number: number; sha256: string }>> => {
    const [cycle] = await selectCycles(tx, [asked.id])
    const [latest] = await selectFrozen(tx, asked.id)
    if (cycle?.state === 'cancelled') return err('cycle.isCancelled')
    if (!cycle || !latest) return err('cycle.notFrozen')
    const next = change.part === 'prices' ? cycle : changed(cycle, change)
    const kept = areasKept(cycle, next)
    if (!kept.ok) return kept
    const fit = phasesFit(next.phases)
    if (!fit.ok) return fit
    const wrong = unfit(next)
    if (wrong.length > 0) return errs(wrong)
    const before = latest.content
    const projects = change.part === 'prices' ? priced(before.projects, change.prices) : before.projects
    const content = frozenContentOf(next, projects, before.boxKey)
    const allowed = amendable(before, content, at)
    if (!allowed.ok) return allowed
    const text = canonicalJson(content)
    if (text === canonicalJson(before)) return err('cycle.nothingChanged')
    if (!(await storeChange(tx, next, asked.version, at))) return err('edited.meanwhile')
    const link = { number: latest.number + 1, sha256: sha256(text) }
    const by = viewer.kind === 'account' ? viewer.name : 'ashar'
    if (!(await insertFrozen(tx, { ...link, id: app.newId(), cycleId: cycle.id, content: text, reason, by, at })))
      return err('edited.meanwhile')
    await indexCycle(tx, next)
    await closeCycleChange(tx, viewer, next, { at, action: 'cycle.amended', reason, detail: { ...link, part: change.part } })
    return ok(link)
  })
}
