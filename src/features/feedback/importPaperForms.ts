import { createHash } from 'node:crypto'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { findSubject } from './findSubject.ts'
import { type FeedbackInput, feedbackInput } from './forms/feedbackInput.ts'
import { type PaperForm, readPaperForms } from './forms/paperForms.ts'
import { readCatalogue } from './readCatalogue.ts'
import { acceptFeedback } from './rules/acceptance.ts'
import { submitFeedback } from './submitFeedback.ts'

/** A keyed-in form that was taken in: its row, and the reference to write on the paper. */
export interface TakenIn {
  readonly row: number
  readonly reference: string
  readonly trackingCode: string
}

/**
 * Takes in paper forms keyed in a spreadsheet (the fields of the API as columns, headings in three languages). Every row is
 * checked first; one that is wrong refuses the whole file, with row and column of all that is wrong. The same file sent again
 * within a day, as after a failure in the middle, answers the same references and takes nothing in twice.
 */
export async function importPaperForms(app: App, viewer: Viewer, bytes: Uint8Array, language: Lang): Promise<Result<TakenIn[]>> {
  if (!may(viewer, 'feedback.import')) return err('forbidden')
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return sheets
  const [sheet] = sheets.value
  const forms = sheet ? readPaperForms(sheet) : err('paper.noRows')
  if (!forms.ok) return forms
  const words: { form: PaperForm; word: FeedbackInput }[] = []
  const refusals: Refusal[] = []
  for (const form of forms.value) {
    const checked = await checkForm(app, form)
    if (checked.ok) words.push({ form, word: checked.value })
    else refusals.push(...checked.refusals.map(refusal => located(form, refusal)))
  }
  if (refusals.length > 0) return errs(refusals)
  const file = createHash('sha256').update(bytes).digest('hex')
  const taken: TakenIn[] = []
  for (const { form, word } of words) {
    const repeatable = { key: `paper:${file}:${form.row}`, body: '' }
    const sent = await submitFeedback(app, viewer, word, { channel: 'paper', language, repeatable })
    // Checked a moment ago: only a change in between, such as a budget taken away, leads here.
    if (!sent.ok) return errs(sent.refusals.map(refusal => located(form, refusal)))
    taken.push({ row: form.row, reference: sent.value.reference, trackingCode: sent.value.trackingCode })
  }
  return ok(taken)
}

async function checkForm(app: App, form: PaperForm): Promise<Result<FeedbackInput>> {
  const parsed = feedbackInput.safeParse(form.word)
  if (!parsed.success) return errs(refusalsOf(parsed.error))
  const municipality = await readMunicipality(app, parsed.data.municipality)
  if (!municipality) return err('municipality.unknown', { path: 'municipality' })
  if (municipality.endedOn !== undefined) return err('municipality.ended', { path: 'municipality' })
  const subject = await findSubject(app, municipality.id, parsed.data.subject)
  const accepted = acceptFeedback(parsed.data, { municipalityId: municipality.id, subject, catalogue: readCatalogue() })
  return accepted.ok ? ok(parsed.data) : accepted
}

/** A refusal with its place in the sheet: `B7`, or the row where the column is missing. */
function located(form: PaperForm, refusal: Refusal): Refusal {
  const column = [...form.columns].find(([field]) => refusal.path === field || refusal.path?.startsWith(`${field}.`))?.[1]
  return { ...refusal, path: column ? `${column}${form.row}` : `${form.row}${refusal.path ? ` (${refusal.path})` : ''}` }
}
