import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { readAgain, TO_READ } from './readAgain.ts'
import { readResult } from './resultFile.ts'
import type { Mapping } from './rules/reading/mapping.ts'
import { keepMemory, updateUpload } from './store/uploads.ts'

/**
 * Reads a prepared budget again as a person says: which sheets, which row holds the headings, what each column is, what the
 * amounts are in. It is remembered for the municipality's next file with the same headings. Refused where somebody changed it
 * meanwhile; explanations of findings stay.
 */
export async function correctColumns(
  app: App,
  viewer: Viewer,
  which: Which & { readonly version: number; readonly mapping: Mapping },
): Promise<Result<void>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { row, municipality } = opened.value
  if (row.state !== 'read' && row.state !== 'refused') return err('prepared.over')
  const { version, mapping, id } = which
  const seen = row.resultKey === null ? [] : (await readResult(app, row.resultKey)).sheets
  const [now, actor] = [app.now(), actorOf(viewer)]
  const memory = seen.flatMap(sheet => {
    const said = mapping.sheets[String(sheet.at)]
    if (!said?.read || sheet.fingerprint === undefined) return []
    // Headings in another row than the one that was found have no fingerprint yet.
    if (said.headerRow !== undefined && said.headerRow !== sheet.headerRow) return []
    const { columns } = said
    return [{ municipalityId: municipality.id, fingerprint: sheet.fingerprint, columns, unit: mapping.unit, at: now, by: actor }]
  })
  const change = { ...TO_READ, mapping, changedAt: now, changedBy: actor }
  const saved = await app.store.write(async tx => {
    if (!(await updateUpload(tx, { id, version }, change))) return err('edited.meanwhile')
    await keepMemory(tx, memory)
    await recordAudit(tx, {
      at: now,
      actor,
      action: 'budget.columnsCorrected',
      subject: { type: 'budgetUpload', id },
      reason: 'a person said how the spreadsheet is to be read',
      detail: { municipality: municipality.id, sheets: memory.length, unit: mapping.unit ?? null },
    })
    return ok()
  })
  if (saved.ok) await readAgain(app, row)
  return saved
}
