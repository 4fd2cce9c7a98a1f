import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { type ImportInput, importForm } from './forms/importForm.ts'
import { assembleBudget, keepBudget, sha256Of } from './keepBudget.ts'
import type { Budget } from './rules/budget.ts'
import { readBudgetSheets } from './rules/reading/readSheets.ts'
import { versionOfFile } from './store/budgets.ts'

export interface BudgetFile extends ImportInput {
  readonly bytes: Uint8Array
  /** Made-up figures of the demonstration, marked as such wherever they are shown. */
  readonly isDemo?: boolean
  /** Reads and checks everything, and writes nothing. */
  readonly dryRun?: boolean
  /** Makes a new version of a file that was read already. */
  readonly again?: boolean
}

/**
 * Reads a municipality's spreadsheet as a new version of one stage of one year's budget; versions before it stay
 * readable. Findings are kept with it and neither change nor block anything. Refused, with row and column where a cell is
 * meant: an unreadable file, a cell that is no amount, a place or year that does not exist; and a file that a version was read
 * from already, unless `again`. A refusal changes nothing.
 * In a dry run the budget that would come about is returned and nothing is written.
 */
export async function importBudget(app: App, viewer: Viewer, file: BudgetFile): Promise<Result<Budget>> {
  const { bytes, isDemo = false, dryRun = false, again = false, ...about } = file
  const parsed = importForm.safeParse(about)
  if (!parsed.success) return errs(refusalsOf(parsed.error))
  const { municipality: key, year, stage, unit, source, fileName } = parsed.data
  const municipality = await readMunicipality(app, key)
  if (!municipality) return err('import.municipality', { path: 'municipality', values: { key } })
  if (!may(viewer, 'budget.import', placesOf(municipality))) return err('forbidden')
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return sheets
  const read = readBudgetSheets(sheets.value, { year, stage, unit })
  if (!read.ok) return read

  const { notes, ...rest } = read.value
  const budget = await assembleBudget(app, municipality, {
    ...rest,
    year,
    stage,
    isDemo,
    notes: notes.join('\n'),
    source: { title: source.title ?? fileName, url: source.url, date: source.date, fileName },
  })
  const known = again ? undefined : await versionOfFile(app.store.read, budget, sha256Of(bytes))
  if (known !== undefined) return err('import.sameFile', { values: { version: known } })
  return dryRun
    ? ok(budget)
    : keepBudget(app, viewer, municipality, budget, { bytes, again, reason: 'a spreadsheet was imported' })
}
