import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { BudgetStage, BudgetSummary } from './rules/budget.ts'
import { nextDue } from './rules/due.ts'
import { selectSummaries } from './store/budgets.ts'
import { selectOpenUploads, type UploadRow } from './store/uploads.ts'

export interface OfficeBudgets {
  /** Current published versions, the latest year first. */
  readonly published: readonly BudgetSummary[]
  /** On their way, the latest first; only for who prepares budgets. */
  readonly prepared: readonly UploadRow[]
  readonly preparedCount: number
  readonly due: { readonly year: number; readonly stage: BudgetStage }
  readonly mayPrepare: boolean
  readonly mayPublish: boolean
}

/** A municipality's budgets as its office sees them: what is published, what is under way, what is due next. */
export async function readOfficeBudgets(app: App, viewer: Viewer, municipalityId: string): Promise<Result<OfficeBudgets>> {
  const municipality = await readMunicipality(app, municipalityId)
  if (!municipality) return err('import.municipality', { values: { key: municipalityId } })
  const places = placesOf(municipality)
  if (!may(viewer, 'office.read', places)) return err('forbidden')
  const mayPrepare = may(viewer, 'budget.prepare', places)
  const all = await selectSummaries(app.store.read, municipality.id)
  const published = all.filter(one => one.isCurrent)
  const prepared = mayPrepare ? await selectOpenUploads(app.store.read, municipality.id) : []
  return ok({
    published,
    prepared,
    preparedCount: prepared.length,
    due: nextDue([...published, ...prepared], dateInBishkek(app.now())),
    mayPrepare,
    mayPublish: may(viewer, 'budget.import', places),
  })
}
