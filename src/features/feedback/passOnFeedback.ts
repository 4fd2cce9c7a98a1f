import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { touchPages } from '#db/touchPages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readTerms } from './readTerms.ts'
import { passCase } from './rules/answering.ts'
import { sendAnswered } from './sendAnswered.ts'
import { changeCase, selectFollowers } from './store/cases.ts'
import { tellAuthor } from './tellAuthor.ts'
import { type OnCase, workOnCase, writeStep } from './workOnCase.ts'

/** To whom: a municipality of the portal by its address part, id or code, or a body outside by its name. */
export type PassedTo = { readonly municipality: string } | { readonly body: string }

/**
 * Passes a word on with a reason. Another municipality of the portal gets it into its inbox with a new term; a body outside is
 * named to its author, and the word is closed here. Refuses a word that others follow, an unknown municipality, one's own, and
 * one that stands no more.
 */
export async function passOnFeedback(
  app: App,
  viewer: Viewer,
  on: OnCase,
  to: PassedTo,
  reason: string,
): Promise<Result<{ readonly reference: string }>> {
  const receiver = 'municipality' in to ? await readMunicipality(app, to.municipality) : undefined
  const terms = receiver && (await readTerms(app, receiver.id))
  return workOnCase(app, viewer, on, async (tx, found) => {
    const { word, row, matter, today, at } = found
    if ('municipality' in to && (!receiver || receiver.endedOn !== undefined))
      return err('pass.unknown', { path: 'municipality' })
    if (receiver?.id === on.municipality.id) return err('pass.own', { path: 'municipality' })
    if ((await selectFollowers(tx, word.id)).length > 0) return err('pass.hasFollowers')
    const change = passCase(matter, receiver ? 'municipality' : 'outside', today, terms ?? found.terms)
    if (!change.ok) return change
    const party = 'body' in to ? to.body : undefined
    const step = { status: 'passedOn', by: 'municipality', note: reason, toUnitId: receiver?.id, party } as const
    const moved = receiver ? { municipalityId: receiver.id, passedFromId: on.municipality.id } : {}
    if (!(await writeStep(app, tx, found, { ...change.value, ...moved }, step))) return err('edited.meanwhile')
    // A colleague here is nobody there.
    if (receiver) await changeCase(tx, word.id, row.version + 1, { assigneeId: null })
    const municipality = on.municipality.names[word.language]
    const body = receiver?.names[word.language] ?? party ?? ''
    await tellAuthor(app, tx, word, 'feedbackPassedOn', { municipality, text: reason, body })
    await sendAnswered(app, tx, found.home, word.reference)
    if (receiver) await touchPages(tx, at, [`feedback:${receiver.id}`])
    return ok({ action: 'feedback.passedOn', reason: 'for another body', detail: { to: receiver?.id ?? 'outside' } })
  })
}
