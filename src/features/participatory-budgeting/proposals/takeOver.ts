import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { tellTakenOver } from '#features/feedback/tellTakenOver.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycles } from '../cycles/readCycles.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { addEvent } from './addEvent.ts'
import { closeProposalChange } from './closeChange.ts'
import type { TakeForm } from './forms/takeForm.ts'
import { indexProposal } from './indexProposal.ts'
import { fitProposal } from './rules/newProposal.ts'
import { makeProposalId } from './rules/proposal.ts'
import { takesOver, titleFrom } from './rules/takeOver.ts'
import { insertProposal, selectProposal, selectSame } from './store/proposals.ts'
import { readTakeSource, type TakenFrom } from './takeSource.ts'

/** Cycles that an office may take something over into now. */
export const readTakingCycles = async (app: App, place: Municipality): Promise<Cycle[]> =>
  (await readCycles(app, { state: 'published', municipalityId: place.id })).filter(one => takesOver(one, app.now()))

/**
 * Makes a resident's word or a hearing's item a proposal of a cycle, listed at once, since the office read it. Its words are those
 * that everybody may read already, or the office's own where given. The author of the word is told. Refuses who may not review
 * proposals here, what is none, what has no words to show, and what was taken into this cycle before.
 */
export async function takeOver(
  app: App,
  viewer: Viewer,
  place: Municipality,
  from: TakenFrom,
  form: TakeForm,
): Promise<Result<{ readonly cycleId: string; readonly id: string }>> {
  if (!may(viewer, 'proposal.review', placesOf(place))) return err('forbidden')
  const source = await readTakeSource(app, viewer, place, from)
  if (!source.ok) return source
  const { origin, reference, word, language, village, isDemo } = source.value
  const open = await readTakingCycles(app, place)
  const cycle = form.cycle === undefined ? open[0] : open.find(one => one.id === form.cycle)
  if (!cycle) return err('proposal.takeNotNow', { path: 'cycle' })
  const text = form.text ?? source.value.text
  if (text === undefined) return err('proposal.takeWords', { path: 'text' })
  const content = { title: form.title ?? titleFrom(text), text, areaId: form.area, placeName: village }
  const fits = fitProposal(content, cycle)
  if (!fits.ok) return fits
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ cycleId: string; id: string }>> => {
    let id = makeProposalId(app.random)
    const row = () => ({
      ...{ id, cycleId: cycle.id, ...fits.value, language, state: 'listed' as const, origin, originReference: reference },
      ...{ createdAt: at, changedAt: at, isDemo: isDemo || cycle.isDemo },
    })
    const taken = async () => {
      for (const one of ['feedback', 'hearing'] as const)
        if (await selectSame(tx, { cycleId: cycle.id, origin: one, originReference: reference })) return true
      return false
    }
    if (await taken()) return err('proposal.takenAlready')
    while (!(await insertProposal(tx, row()))) {
      if (await taken()) return err('proposal.takenAlready')
      id = makeProposalId(app.random)
    }
    await addEvent(app, tx, { proposalId: id, kind: 'takenOver', by: 'office' })
    const proposal = await selectProposal(tx, id)
    if (proposal) await indexProposal(tx, proposal, cycle)
    const url = `${app.config.siteUrl}${paths.proposal(language, cycle.id, id)}`
    const by = actorOf(viewer)
    if (word) await tellTakenOver(app, tx, word, { by, municipalityId: place.id, title: content.title, url })
    const change = { at, actor: by, action: 'proposal.takenOver', proposalId: id, reason: `from ${origin}` }
    await closeProposalChange(tx, cycle, { ...change, detail: { from: reference } })
    return ok({ cycleId: cycle.id, id })
  })
}
