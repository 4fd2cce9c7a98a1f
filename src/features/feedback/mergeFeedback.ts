import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { mergeCase, unmergeCase } from './rules/answering.ts'
import { officeMayRead } from './rules/inbox.ts'
import { parseReference } from './rules/reference.ts'
import { sendAnswered } from './sendAnswered.ts'
import { caseOf, changeCase, selectCase, selectFollowers } from './store/cases.ts'
import { selectWord } from './store/moderation.ts'
import { tellAuthor } from './tellAuthor.ts'
import { type OnCase, workOnCase, writeStep } from './workOnCase.ts'

/**
 * Makes a word follow the answers of another one about the same, in the same inbox; words that followed it follow that one
 * too. Each author is told once. Refuses itself, a word that is not here, and one whose answers could not be shown.
 */
export const mergeFeedback = (
  app: App,
  viewer: Viewer,
  on: OnCase,
  into: string,
): Promise<Result<{ readonly reference: string }>> =>
  workOnCase(app, viewer, on, async (tx, found) => {
    const { word, matter } = found
    const named = parseReference(into)
    const main = named.ok ? await selectWord(tx, named.value) : undefined
    const mainCase = main && (await selectCase(tx, main.id))
    if (!main || main.id === word.id || mainCase?.municipalityId !== on.municipality.id)
      return err('merge.unknown', { path: 'into' })
    if (main.municipalityId !== word.municipalityId || !officeMayRead(main)) return err('merge.unknown', { path: 'into' })
    const change = mergeCase(matter, {
      id: main.id,
      state: mainCase.state,
      moderation: main.moderation,
      answeredOn: caseOf(mainCase).answeredOn,
    })
    if (!change.ok) return change
    // Held until the end: of two that are merged into each other at once one is refused, and whoever answers, merges or
    // withdraws the other word meanwhile sees this one follow it.
    if (!(await changeCase(tx, main.id, mainCase.version, {}))) return err('edited.meanwhile')
    const answeredOn = mainCase.answeredOn === null ? null : found.today
    const step = { status: 'merged', by: 'municipality', party: main.reference } as const
    const moved = [{ word, matter: found.row }, ...(await selectFollowers(tx, word.id))]
    for (const one of moved) {
      const merged = { ...change.value, answeredOn: one.matter.answeredOn ?? answeredOn } as typeof change.value
      if (!(await writeStep(app, tx, { ...found, word: one.word, row: one.matter }, merged, step))) return err('edited.meanwhile')
    }
    for (const one of moved) {
      const municipality = on.municipality.names[one.word.language]
      await tellAuthor(app, tx, one.word, 'feedbackMerged', { municipality, body: main.reference })
    }
    for (const one of moved) await sendAnswered(app, tx, found.home, one.word.reference)
    return ok({ action: 'feedback.merged', reason: 'about the same', detail: { into: main.reference, words: moved.length } })
  })

/** Takes a word out of a merging again: it waits for an answer of its own within a new term, and its author is told why. */
export const unmergeFeedback = (
  app: App,
  viewer: Viewer,
  on: OnCase,
  reason: string,
): Promise<Result<{ readonly reference: string }>> =>
  workOnCase(app, viewer, on, async (tx, found) => {
    const change = unmergeCase(found.matter, found.word.kind, found.today, found.terms)
    if (!change.ok) return change
    const step = { status: 'reopened', by: 'municipality', note: reason } as const
    if (!(await writeStep(app, tx, found, change.value, step))) return err('edited.meanwhile')
    const municipality = on.municipality.names[found.word.language]
    await tellAuthor(app, tx, found.word, 'feedbackReopened', { municipality, text: reason })
    await sendAnswered(app, tx, found.home, found.word.reference)
    return ok({ action: 'feedback.unmerged', reason: 'not about the same' })
  })
