import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexWord } from './indexWord.ts'
import { readTerms } from './readTerms.ts'
import type { AnswerCase, CaseChange, Terms } from './rules/answering.ts'
import { contactEraseOn } from './rules/keeping.ts'
import type { Status } from './rules/kinds.ts'
import { officeMayRead } from './rules/inbox.ts'
import { parseReference } from './rules/reference.ts'
import { type CaseRow, caseOf, changeCase, selectCase, selectFollowers } from './store/cases.ts'
import { selectWord } from './store/moderation.ts'
import { type FeedbackRow, insertEvent, moveContactErasure } from './store/words.ts'

/** A word that somebody of an office acts on: whose office, which word, and the version of its case that was seen. */
export interface OnCase {
  readonly municipality: Municipality
  readonly reference: string
  readonly version: number
}

/** A word with its case, as it stands inside the transaction. */
export interface FoundCase {
  readonly word: FeedbackRow
  readonly row: CaseRow
  readonly matter: AnswerCase
  /** Where it was written. */
  readonly home: Municipality
  readonly terms: Terms
  readonly at: Date
  readonly today: IsoDate
  readonly actor: string
}

/** What an act was, for the trail. */
export interface Act {
  readonly action: string
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/**
 * Does one act of an office on a word that is in its inbox, in one transaction with the trail last. Refuses who may not answer
 * here, a word that is not here (`feedback.unknown`), and a case that a colleague changed meanwhile (`edited.meanwhile`).
 */
export async function workOnCase(
  app: App,
  viewer: Viewer,
  on: OnCase,
  work: (tx: Writing, found: FoundCase) => Promise<Result<Act>>,
): Promise<Result<{ readonly reference: string }>> {
  if (!may(viewer, 'feedback.answer', placesOf(on.municipality))) return err('forbidden')
  const reference = parseReference(on.reference)
  const known = reference.ok ? await selectWord(app.store.read, reference.value) : undefined
  if (!known) return err('feedback.unknown')
  const home = await readMunicipality(app, known.municipalityId)
  if (!home) throw new Error('feedback without its municipality')
  const terms = await readTerms(app, on.municipality.id)
  return app.store.write(async tx => {
    const [word, row] = await Promise.all([selectWord(tx, known.reference), selectCase(tx, known.id)])
    if (!word || !row || row.municipalityId !== on.municipality.id || !officeMayRead(word)) return err('feedback.unknown')
    if (row.version !== on.version) return err('edited.meanwhile')
    const at = app.now()
    const found = { word, row, matter: caseOf(row), home, terms, at, today: dateInBishkek(at), actor: actorOf(viewer) }
    const done = await work(tx, found)
    if (!done.ok) return done
    // Words that follow this one's answers are found by them as well.
    const followers = await selectFollowers(tx, word.id)
    for (const one of [word, ...followers.map(follower => follower.word)]) await indexWord(tx, one.reference)
    await touchPages(tx, at, [...new Set([`feedback:${word.municipalityId}`, `feedback:${row.municipalityId}`, 'country'])])
    await recordAudit(tx, {
      at,
      actor: found.actor,
      action: done.value.action,
      subject: { type: 'feedback', id: word.id },
      reason: done.value.reason,
      detail: { reference: word.reference, version: on.version + 1, ...done.value.detail },
    })
    return ok({ reference: word.reference })
  })
}

/** What a step of the history says, beside when and who. */
export interface Step {
  readonly status: Status
  readonly by: 'municipality' | 'resident' | 'system'
  readonly note?: string | undefined
  readonly answerId?: string | undefined
  readonly toUnitId?: string | undefined
  readonly party?: string | undefined
  readonly promisedFor?: IsoDate | undefined
  readonly outcome?: 'yes' | 'partly' | 'no' | undefined
}

/** Writes a change of a case with its step of the history; throws where the version read in this transaction is not there. */
export async function writeStep(
  app: App,
  tx: Writing,
  found: { readonly word: FeedbackRow; readonly row: CaseRow; readonly at: Date; readonly actor: string },
  change: CaseChange & { readonly municipalityId?: string; readonly passedFromId?: string },
  step: Step,
): Promise<boolean> {
  const { word, row, at, actor } = found
  if (!(await changeCase(tx, word.id, row.version, { ...change, changedAt: at }))) return false
  await insertEvent(tx, { id: app.newId(), feedbackId: word.id, at, actor, isPublic: true, ...step })
  await moveContactErasure(tx, word.id, contactEraseOn(at))
  return true
}
