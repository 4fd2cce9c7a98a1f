import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { readAgain, TO_READ } from './readAgain.ts'
import type { BudgetStage } from './rules/budget.ts'
import { updateUpload } from './store/uploads.ts'

/**
 * Reads a prepared budget again as one of another year or stage. Which columns are read hangs on both, so what was said of them
 * for the wrong year counts no more. Refused where somebody changed it meanwhile; explanations of findings stay.
 */
export async function correctYear(
  app: App,
  viewer: Viewer,
  which: Which & { readonly version: number; readonly year: number; readonly stage: BudgetStage },
): Promise<Result<void>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { row, municipality } = opened.value
  if (row.state !== 'read' && row.state !== 'refused') return err('prepared.over')
  const { id, version, year, stage } = which
  if (year === row.year && stage === row.stage && version === row.version) return ok()
  const [now, actor] = [app.now(), actorOf(viewer)]
  const saved = await app.store.write(async tx => {
    const change = { ...TO_READ, year, stage, mapping: null, changedAt: now, changedBy: actor }
    if (!(await updateUpload(tx, { id, version }, change))) return err('edited.meanwhile')
    await recordAudit(tx, {
      at: now,
      actor,
      action: 'budget.yearCorrected',
      subject: { type: 'budgetUpload', id },
      reason: 'a person said which year and stage the spreadsheet is of',
      detail: { municipality: municipality.id, year, stage, yearBefore: row.year, stageBefore: row.stage },
    })
    return ok()
  })
  if (saved.ok) await readAgain(app, row)
  return saved
}
