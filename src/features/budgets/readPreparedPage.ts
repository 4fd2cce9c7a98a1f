import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { assemblePrepared } from './assemblePrepared.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { type BudgetPage, pageOf } from './readBudgetPage.ts'
import { tellsExecution, type BudgetSummary } from './rules/budget.ts'
import { planInForce } from './rules/choice.ts'
import { compareLines, type Comparison } from './rules/compare.ts'
import { selectLines, selectSummaries } from './store/budgets.ts'
import type { UploadRow } from './store/uploads.ts'

/** The page that residents will see once a prepared budget is published. */
export async function readPreparedPage(
  app: App,
  viewer: Viewer,
  which: Which,
): Promise<Result<{ municipality: Municipality; row: UploadRow; page: BudgetPage }>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { municipality, row } = opened.value
  if (row.state !== 'read') return err('prepared.notReady')
  const budget = await assemblePrepared(app, municipality, row)
  const others = (await selectSummaries(app.store.read, municipality.id)).map(one =>
    one.year === budget.year && one.stage === budget.stage ? { ...one, isCurrent: false } : one,
  )
  return ok({ municipality, row, page: await pageOf(app, budget, [budget, ...others]) })
}

/** What a prepared budget can be compared with: the version that it replaces, and the plan of the year before. */
export type Basis = 'replaced' | 'lastYear'
export interface PreparedChanges {
  readonly municipality: Municipality
  readonly row: UploadRow
  readonly bases: readonly Basis[]
  /** Undefined where there is nothing to compare with. */
  readonly basis?: Basis | undefined
  readonly with?: BudgetSummary | undefined
  readonly comparison?: Comparison | undefined
}

/** A prepared budget against the version it replaces or against last year's; `asked` says which, where both are there. */
export async function readPreparedChanges(
  app: App,
  viewer: Viewer,
  which: Which & { readonly asked?: Basis | undefined },
): Promise<Result<PreparedChanges>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { municipality, row } = opened.value
  if (row.state !== 'read') return err('prepared.notReady')
  const current = (await selectSummaries(app.store.read, municipality.id)).filter(one => one.isCurrent)
  const found: Record<Basis, BudgetSummary | undefined> = {
    replaced: current.find(one => one.year === row.year && one.stage === row.stage),
    lastYear: planInForce(current.filter(one => one.year === row.year - 1)),
  }
  const bases = (['replaced', 'lastYear'] as const).filter(basis => found[basis])
  const basis = which.asked && found[which.asked] ? which.asked : bases[0]
  const before = basis && found[basis]
  if (!before) return ok({ municipality, row, bases })
  const budget = await assemblePrepared(app, municipality, row)
  const column = basis === 'replaced' && tellsExecution(row.stage) && budget.expenditure.actual !== undefined ? 'actual' : 'plan'
  const comparison = compareLines(budget.lines, await selectLines(app.store.read, before.id), column)
  return ok({ municipality, row, bases, basis, with: before, comparison })
}
