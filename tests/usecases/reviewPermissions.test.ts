import { describe, expect, it } from 'vitest'
import type { Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { answerAppeal } from '#features/participatory-budgeting/proposals/answerAppeal.ts'
import { mergeProposals, splitProposal } from '#features/participatory-budgeting/proposals/joinProposals.ts'
import { judgeProposal } from '#features/participatory-budgeting/proposals/judgeProposal.ts'
import { letOntoList, refuseProposal } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { readOfficeReviews, readReviewWork } from '#features/participatory-budgeting/proposals/readReviews.ts'
import { releaseAnswers } from '#features/participatory-budgeting/proposals/releaseAnswers.ts'
import { translateTitle } from '#features/participatory-budgeting/proposals/translateTitle.ts'
import { workOnReview } from '#features/participatory-budgeting/proposals/workOnReview.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { accepted, judged, seededProposal } from '#tests/support/reviews.ts'
import { placedKnockers } from '#tests/support/viewers.ts'

type Ask = (app: App, viewer: Viewer, about: { readonly id: string; readonly cycleId: string }) => Promise<Result<unknown>>
const part = { title: 'а', text: 'а', language: 'ky' } as const
const work =
  (fields: Readonly<Record<string, string>>): Ask =>
  async (app, viewer, about) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    const worked = await workOnReview(app, viewer, about, data)
    return worked.state === 'done' ? { ok: true, value: worked } : { ok: false, refusals: worked.refusals as never }
  }
// A version nobody has seen: who may, is stopped by the lock and changes nothing for the next one who knocks.
const ASKS: readonly (readonly [string, Permission, Ask])[] = [
  ['looks at the list', 'office.read', (app, viewer, { cycleId }) => readOfficeReviews(app, viewer, cycleId)],
  ['looks at one', 'office.read', (app, viewer, about) => readReviewWork(app, viewer, about)],
  ['lets on', 'proposal.review', (app, viewer, { id }) => letOntoList(app, viewer, { id, version: 99 })],
  ['keeps off', 'proposal.review', (app, viewer, { id }) => refuseProposal(app, viewer, { id, version: 99, reason: 'а' })],
  ['translates', 'proposal.review', (app, viewer, { id }) => translateTitle(app, viewer, { id, version: 99, titles: {} })],
  ['judges', 'proposal.review', (app, viewer, { id }) => judgeProposal(app, viewer, { id, version: 99, judgement: {} })],
  ['judges by the form', 'proposal.review', work({ do: 'judge', version: '99' })],
  ['merges', 'proposal.review', (app, viewer, { id, cycleId }) => mergeProposals(app, viewer, { cycleId, ids: [id], into: id, reason: 'а' })],
  ['splits', 'proposal.review', (app, viewer, { cycleId }) => splitProposal(app, viewer, { cycleId, id: 'none', parts: [part, part], reason: 'а' })],
  ['releases', 'proposal.release', (app, viewer, { cycleId }) => releaseAnswers(app, viewer, { cycleId, ids: ['none'] })],
  ['answers an objection', 'proposal.release', (app, viewer, { id }) => answerAppeal(app, viewer, { id, appeal: 'none', outcome: 'rejected', answer: 'а' })],
] // prettier-ignore

async function ground() {
  const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
  const place = await seededPlace(app)
  const cycle = await seededCycle(app, { place: place.slug, phase: 'reviewing' })
  await seededProposal(app, cycle, { id: 'one' })
  return { app, place, about: { id: 'one', cycleId: cycle.id } }
}

describe.skipIf(engineMissing())('who may do what with proposals in the office', () => {
  for (const [does, permission, ask] of ASKS)
    it(`${does}: ${permission}`, async () => {
      const { app, place, about } = await ground()
      for (const [who, viewer, allowed] of placedKnockers(permission, placesOf(place)))
        expect(refusedWith(await ask(app, viewer, about), 'forbidden'), who).toBe(!allowed)
    })

  it('changes a released answer: proposal.release', async () => {
    const { app, place, about } = await ground()
    await judged(app, 'one')
    await releaseAnswers(app, { kind: 'system' } as Viewer, { cycleId: about.cycleId })
    for (const [who, viewer, allowed] of placedKnockers('proposal.release', placesOf(place))) {
      // Without its reason it changes nothing for the next one.
      const changed = await judgeProposal(app, viewer, { id: 'one', version: 2, judgement: accepted })
      expect(refusedWith(changed, 'forbidden'), who).toBe(!allowed)
    }
  })
})
