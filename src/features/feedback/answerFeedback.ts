import type { Writing } from '#db/store.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Answering, answerCase } from './rules/answering.ts'
import { sendAnswered } from './sendAnswered.ts'
import { caseOf, insertAnswer, selectFollowers } from './store/cases.ts'
import { tellAuthor } from './tellAuthor.ts'
import { type FoundCase, type OnCase, workOnCase, writeStep } from './workOnCase.ts'

export interface Answer extends Answering {
  readonly text: string
  readonly language: Lang
}

const TEMPLATES = { answer: 'feedbackAnswered', promise: 'feedbackPromised', done: 'feedbackDoneAsked' } as const

/**
 * An office answers a word, promises a day by which something will be done, or says that it is done. In one transaction: the
 * answer, the step of the history, the same for every word that follows this one's answers, the envelopes for DPI, a mail to
 * each author once, the trail. Refuses what `workOnCase` and `answerCase` refuse.
 */
export const answerFeedback = (
  app: App,
  viewer: Viewer,
  on: OnCase,
  answer: Answer,
): Promise<Result<{ readonly reference: string }>> =>
  workOnCase(app, viewer, on, async (tx, found) => {
    const { word, matter, today, at } = found
    const followers = await selectFollowers(tx, word.id)
    const facts = { today, now: at, moderation: word.moderation, followers: followers.length }
    const change = answerCase(matter, answer, facts)
    if (!change.ok) return change
    const answerId = await storeAnswer(app, tx, found, answer)
    const promisedFor = answer.kind === 'promise' ? answer.promisedFor : undefined
    const { status } = change.value
    if (!status) throw new Error('an answer without a status')
    const step = { status, by: 'municipality', answerId, promisedFor } as const
    if (!(await writeStep(app, tx, found, change.value, step))) return err('edited.meanwhile')
    const values = { municipality: '', text: answer.text, date: promisedFor ?? '' }
    const template = TEMPLATES[answer.kind]
    const told = [{ word, matter: found.row }, ...followers]
    for (const follower of followers) {
      const own = caseOf(follower.matter)
      const follows = { status, answeredOn: own.answeredOn ?? today, outcome: null, promisedFor: promisedFor ?? null }
      const its = { ...found, word: follower.word, row: follower.matter }
      if (!(await writeStep(app, tx, its, follows, step))) return err('edited.meanwhile')
    }
    for (const one of told) {
      const municipality = on.municipality.names[one.word.language]
      await tellAuthor(app, tx, one.word, template, { ...values, municipality })
    }
    for (const one of told) await sendAnswered(app, tx, found.home, one.word.reference)
    return ok({
      action: 'feedback.answered',
      reason: answer.kind,
      detail: { public: answer.isPublic, followers: followers.length, promisedFor: promisedFor ?? null },
    })
  })

export async function storeAnswer(
  app: App,
  tx: Writing,
  { word, row, at, actor }: FoundCase,
  answer: Answer & { readonly correctsId?: string },
): Promise<string> {
  const id = app.newId()
  const { kind, text, language, isPublic, promisedFor, correctsId } = answer
  await insertAnswer(tx, {
    ...{ id, feedbackId: word.id, municipalityId: row.municipalityId, at, actor, kind, text, language, isPublic },
    ...{ promisedFor: kind === 'promise' ? promisedFor : undefined, correctsId },
  })
  return id
}
