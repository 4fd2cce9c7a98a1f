import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { storeAnswer } from './answerFeedback.ts'
import { sendAnswered } from './sendAnswered.ts'
import { markCorrected, selectFollowers } from './store/cases.ts'
import { selectByReference } from './store/reads.ts'
import { tellAuthor } from './tellAuthor.ts'
import { type OnCase, workOnCase, writeStep } from './workOnCase.ts'

/**
 * Puts other words in the place of an answer: the old one stays in the history, marked as corrected. Audience, language and a
 * promised day stay as they were. Refuses an answer that is not this word's, was corrected before, or says the same.
 */
export const correctAnswer = (
  app: App,
  viewer: Viewer,
  on: OnCase,
  correction: { readonly answerId: string; readonly text: string },
): Promise<Result<{ readonly reference: string }>> =>
  workOnCase(app, viewer, on, async (tx, found) => {
    const { word, row, matter, at } = found
    const whole = await selectByReference(tx, word.reference)
    const old = whole?.answers.find(one => one.id === correction.answerId && one.feedbackId === word.id)
    if (!old || matter.status === null) return err('answer.unknown')
    if (old.text === correction.text) return err('answer.same', { path: 'text' })
    if (!(await markCorrected(tx, old.id, word.id, at))) return err('answer.unknown')
    const { kind, language, isPublic, promisedFor } = old
    const same = { kind, language, isPublic, promisedFor: matter.promisedFor ?? undefined }
    const answerId = await storeAnswer(app, tx, found, { ...same, text: correction.text, correctsId: old.id })
    const followers = await selectFollowers(tx, word.id)
    const told = [{ word, matter: row }, ...followers]
    for (const one of told) {
      const step = { status: matter.status, by: 'municipality', answerId } as const
      if (!(await writeStep(app, tx, { ...found, word: one.word, row: one.matter }, {}, step))) return err('edited.meanwhile')
    }
    for (const one of told) {
      const municipality = on.municipality.names[one.word.language]
      const values = { municipality, text: correction.text, date: promisedFor ?? '' }
      await tellAuthor(app, tx, one.word, 'feedbackAnswered', values)
    }
    for (const one of told) await sendAnswered(app, tx, found.home, one.word.reference)
    return ok({ action: 'feedback.answerCorrected', reason: 'corrected', detail: { answer: old.id } })
  })
