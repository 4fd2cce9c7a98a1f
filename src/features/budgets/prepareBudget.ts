import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { ringSoon } from '#platform/bell.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { isSmall, openSheetFile } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import type { UploadForm } from './forms/officeForms.ts'
import { sha256Of } from './keepBudget.ts'
import { TO_READ } from './readAgain.ts'
import { readUploaded } from './readUploaded.ts'
import { READING_BELL } from './rules/prepared.ts'
import { insertUpload, selectUpload, updateUpload } from './store/uploads.ts'

export interface BroughtFile extends Omit<UploadForm, 'file'> {
  readonly municipality: string
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly isDemo?: boolean
  /** Brings a better file for one that is under way: what was explained stays. */
  readonly replaces?: { readonly id: string; readonly version: number } | undefined
}

/**
 * Takes a spreadsheet of a budget that is not public yet and has it read: a small one at once, a long one in the background.
 * Refused before anything is kept: what is no spreadsheet, is too large, has macros or a password; `edited.meanwhile`.
 */
export async function prepareBudget(app: App, viewer: Viewer, brought: BroughtFile): Promise<Result<{ id: string }>> {
  const municipality = await readMunicipality(app, brought.municipality)
  if (!municipality) return err('import.municipality', { values: { key: brought.municipality } })
  if (!may(viewer, 'budget.prepare', placesOf(municipality))) return err('forbidden')
  const { bytes, year, stage, replaces } = brought
  const file = await openSheetFile(bytes)
  if (!file.ok) return { ...file, refusals: [{ ...file.refusals[0], path: 'file' }] }
  const before = replaces && (await selectUpload(app.store.read, replaces.id))
  if (replaces && before?.municipalityId !== municipality.id) return err('prepared.unknown')
  if (before && ['published', 'discarded'].includes(before.state)) return err('prepared.over')
  const now = app.now()
  const actor = actorOf(viewer)
  const id = before?.id ?? app.newId()
  const fileKey = `budgets/uploads/${id}/${app.newId()}`
  await app.files.put(fileKey, bytes)
  const row = {
    year,
    stage,
    ...TO_READ,
    fileKey,
    fileName: brought.fileName.slice(0, 255),
    sha256: sha256Of(bytes),
    sourceTitle: brought.sourceTitle ?? before?.sourceTitle,
    sourceUrl: brought.sourceUrl ?? before?.sourceUrl,
    sourceDate: brought.sourceDate ?? before?.sourceDate,
    mapping: null,
    resultKey: null,
    changedAt: now,
    changedBy: actor,
  }
  const kept = await app.store.write(async tx => {
    if (replaces && !(await updateUpload(tx, replaces, row))) return err('edited.meanwhile')
    if (!replaces)
      await insertUpload(tx, {
        ...row,
        id,
        municipalityId: municipality.id,
        version: 1,
        isDemo: brought.isDemo ?? false,
        lineCount: 0,
        findingCount: 0,
        openCount: 0,
        answers: {},
        createdAt: now,
        createdBy: actor,
      })
    await recordAudit(tx, {
      at: now,
      actor,
      action: replaces ? 'budget.fileReplaced' : 'budget.prepared',
      subject: { type: 'budgetUpload', id },
      reason: 'a spreadsheet was brought to be read',
      detail: { municipality: municipality.id, year, stage, sha256: row.sha256, bytes: bytes.length },
    })
    return ok({ id })
  })
  if (!kept.ok) return kept
  if (isSmall(file.value)) await readUploaded(app, id)
  else ringSoon(READING_BELL)
  return kept
}
