import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { pageChange } from '#db/schema/pages.ts'
import { pbSupport } from '#db/schema/pbProposals.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { answerAppeal } from '#features/participatory-budgeting/proposals/answerAppeal.ts'
import { mergeProposals, splitProposal } from '#features/participatory-budgeting/proposals/joinProposals.ts'
import { judgeProposal } from '#features/participatory-budgeting/proposals/judgeProposal.ts'
import { letOntoList, refuseProposal } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { readBallotProjects } from '#features/participatory-budgeting/proposals/readBallotProjects.ts'
import { readProposal, readProposalStory } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { readOfficeReviews, readPublicReviews, readReviewWork } from '#features/participatory-budgeting/proposals/readReviews.ts'
import { releaseAnswers } from '#features/participatory-budgeting/proposals/releaseAnswers.ts'
import { translateTitle } from '#features/participatory-budgeting/proposals/translateTitle.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { freezeAs, seededCycle } from '#tests/support/pbCycle.ts'
import { accepted, codesOf, judged, objected, seededProposal, som } from '#tests/support/reviews.ts'

async function reviewing(more: Parameters<typeof seededCycle>[1] = {}) {
  const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
  const place = await seededPlace(app)
  const cycle = await seededCycle(app, { place: place.slug, phase: 'reviewing', ...more })
  return { app, place, cycle }
}
const mails = async (app: App) => (await app.store.read.select().from(notice)).map(one => [one.to, one.template])
const tags = async (app: App) =>
  new Set((await app.store.read.select({ tag: pageChange.tag }).from(pageChange)).map(row => row.tag))
const supported = (app: App, cycleId: string, proposalId: string, who: readonly string[]) =>
  app.store.write(
    async tx =>
      void (await tx.insert(pbSupport).values(who.map(supporter => ({ cycleId, proposalId, supporter, at: app.now() })))),
  )
const supportersOf = async (app: App, id: string) =>
  (await app.store.read.select().from(pbSupport).where(eq(pbSupport.proposalId, id))).map(one => one.supporter).sort()

describe.skipIf(engineMissing())('the review of proposals', () => {
  it('lets a proposal onto the list or keeps it off, and tells its author', async () => {
    const { app, cycle } = await reviewing()
    await seededProposal(app, cycle, { id: 'one', state: 'waiting', email: 'a@b.kg' })
    await seededProposal(app, cycle, { id: 'two', state: 'waiting', email: 'c@d.kg' })
    expect(codesOf(await letOntoList(app, OPERATOR, { id: 'one', version: 7 }))).toEqual(['edited.meanwhile'])
    expect((await letOntoList(app, OPERATOR, { id: 'one', version: 0 })).ok).toBe(true)
    expect((await refuseProposal(app, OPERATOR, { id: 'two', version: 0, reason: 'Орой сөз' })).ok).toBe(true)
    expect(codesOf(await refuseProposal(app, OPERATOR, { id: 'one', version: 1, reason: 'а' }))).toEqual(['review.notWaiting'])
    expect(await readProposal(app, 'one')).toMatchObject({ state: 'listed', version: 1 })
    expect(await readProposal(app, 'two')).toMatchObject({ state: 'refused', stateReason: 'Орой сөз' })
    expect((await readProposalStory(app, 'two')).events).toMatchObject([{ kind: 'refused', note: 'Орой сөз', by: 'office' }])
    expect(await mails(app)).toEqual([
      ['a@b.kg', 'proposalListed'],
      ['c@d.kg', 'proposalRefused'],
    ])
    expect(await tags(app)).toContain(`cycle:${cycle.id}`)
    // An office may have been wrong.
    expect((await letOntoList(app, OPERATOR, { id: 'two', version: 1 })).ok).toBe(true)
  })

  it('keeps drafts to itself until they go out together', async () => {
    const { app, cycle } = await reviewing()
    for (const id of ['one', 'two', 'off', 'draft']) await seededProposal(app, cycle, { id, email: `${id}@b.kg` })
    await judged(app, 'one')
    await judged(app, 'two', { ...accepted, price: som(50_000) })
    await judged(app, 'off', { eligible: false, ineligibleRule: 'privateGain', explanation: 'Жеке үй' })
    await judged(app, 'draft', { eligible: true })
    const before = await readPublicReviews(app, ['one'])
    expect(before.get('one')?.review).toBeUndefined()
    expect(await readBallotProjects(app, cycle.id)).toEqual([])
    expect(codesOf(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id, ids: ['one', 'draft'] }))).toEqual([
      'review.notReady',
    ])
    expect(await mails(app)).toEqual([])
    expect(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id, ids: ['one', 'off'] })).toMatchObject({
      value: { released: 2, told: 2 },
    })
    expect(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })).toMatchObject({ value: { released: 1, told: 1 } })
    expect(codesOf(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id }))).toEqual(['review.noneReady'])
    const area = cycle.areas[0]?.id
    expect(await readBallotProjects(app, cycle.id)).toEqual([
      { id: 'one', titles: { ky: 'Сунуш one' }, price: som(200_000), area },
      { id: 'two', titles: { ky: 'Сунуш two' }, price: som(50_000), area },
    ])
    const out = await readPublicReviews(app, ['one', 'off', 'draft'])
    const batch = out.get('one')?.review?.batchId
    expect(batch).toBeDefined()
    expect(out.get('off')?.review).toMatchObject({ batchId: batch, ineligibleRule: 'privateGain' })
    expect(out.get('draft')?.review).toBeUndefined()
  })

  it('puts on the ballot only what enough residents support', async () => {
    const { app, cycle } = await reviewing({ rules: { support: { needed: 2, mostEach: 5 } } })
    for (const id of ['one', 'two']) {
      await seededProposal(app, cycle, { id })
      await judged(app, id)
    }
    await supported(app, cycle.id, 'one', ['p', 'q'])
    await supported(app, cycle.id, 'two', ['p'])
    await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })
    expect((await readBallotProjects(app, cycle.id)).map(one => one.id)).toEqual(['one'])
  })

  it('lets two colleagues not overwrite each other', async () => {
    const { app, cycle } = await reviewing()
    await seededProposal(app, cycle, { id: 'one' })
    const both = await Promise.all(
      ['а', 'б'].map(explanation =>
        judgeProposal(app, OPERATOR, { id: 'one', version: 0, judgement: { ...accepted, explanation } }),
      ),
    )
    expect(both.flatMap(codesOf)).toEqual(['edited.meanwhile'])
    expect(codesOf(await judgeProposal(app, OPERATOR, { id: 'one', version: 5, judgement: accepted }))).toEqual([
      'edited.meanwhile',
    ])
  })

  it('changes a released answer only whole and with a reason, and keeps what it said', async () => {
    const { app, cycle } = await reviewing()
    await seededProposal(app, cycle, { id: 'one', email: 'a@b.kg' })
    await judged(app, 'one')
    await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })
    const change = (judgement: typeof accepted, reason?: string) =>
      judgeProposal(app, OPERATOR, { id: 'one', version: 2, judgement, reason })
    expect(codesOf(await change({ ...accepted, price: som(300_000) }))).toEqual(['review.reason'])
    expect(codesOf(await change({ eligible: true }, 'а'))).toEqual(['review.feasible'])
    expect((await change({ ...accepted, price: som(300_000) }, 'Цемент кымбаттады')).ok).toBe(true)
    const { review, earlier } = (await readPublicReviews(app, ['one'])).get('one') ?? {}
    expect(review).toMatchObject({ price: som(300_000), version: 3 })
    expect(earlier).toMatchObject([{ reason: 'Цемент кымбаттады', price: som(200_000), eligible: true }])
    expect((await readProposalStory(app, 'one')).events.map(one => one.kind)).toEqual(['released', 'repriced'])
    expect((await mails(app)).map(one => one[1])).toEqual(['proposalAnswered', 'proposalAnswerChanged'])
  })

  it('changes nothing once the ballot is frozen or voting has begun', async () => {
    const { app, cycle } = await reviewing()
    for (const id of ['one', 'two']) await seededProposal(app, cycle, { id })
    await judged(app, 'one')
    const appeal = await objected(app, 'one')
    await freezeAs(app, cycle, [])
    const parts = [1, 2].map(at => ({ title: `${at}`, text: 'а', language: 'ky' as const }))
    const refused = await Promise.all([
      judgeProposal(app, OPERATOR, { id: 'one', version: 1, judgement: accepted }),
      releaseAnswers(app, OPERATOR, { cycleId: cycle.id }),
      translateTitle(app, OPERATOR, { id: 'one', version: 0, titles: { ru: 'Мост' } }),
      mergeProposals(app, OPERATOR, { cycleId: cycle.id, ids: ['one', 'two'], into: 'one', reason: 'а' }),
      splitProposal(app, OPERATOR, { cycleId: cycle.id, id: 'one', parts, reason: 'а' }),
      answerAppeal(app, OPERATOR, { id: 'one', appeal, outcome: 'upheld', answer: 'а' }),
    ])
    expect(refused.map(codesOf)).toEqual(refused.map(() => ['review.frozen']))
    expect((await answerAppeal(app, OPERATOR, { id: 'one', appeal, outcome: 'rejected', answer: 'а' })).ok).toBe(true)
    const late = await seededCycle(app, { place: 'ala-buka', id: 'late', phase: 'voting' })
    await seededProposal(app, late, { id: 'three' })
    expect(codesOf(await judgeProposal(app, OPERATOR, { id: 'three', version: 0, judgement: accepted }))).toEqual([
      'review.frozen',
    ])
  })

  it('opens again where an objection is upheld, once', async () => {
    const { app, cycle } = await reviewing()
    await seededProposal(app, cycle, { id: 'one', email: 'a@b.kg' })
    await judged(app, 'one')
    await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })
    const appeal = await objected(app, 'one')
    const list = async () => {
      const read = await readOfficeReviews(app, OPERATOR, cycle.id)
      return read.ok ? read.value.rows.map(one => one.standing) : []
    }
    expect(await list()).toEqual(['appealed'])
    const asked = { id: 'one', appeal, outcome: 'upheld', answer: 'Кайра өлчөйбүз' } as const
    expect((await answerAppeal(app, OPERATOR, asked)).ok).toBe(true)
    expect(codesOf(await answerAppeal(app, OPERATOR, asked))).toEqual(['appeal.decided'])
    expect(await list()).toEqual(['ready'])
    const shown = (await readPublicReviews(app, ['one'])).get('one')
    expect(shown).toMatchObject({
      review: undefined,
      earlier: [{ reason: 'Кайра өлчөйбүз', price: som(200_000) }],
      appeals: [{ outcome: 'upheld', answer: 'Кайра өлчөйбүз' }],
    })
    expect(await readBallotProjects(app, cycle.id)).toEqual([])
    expect((await mails(app)).map(one => one[1])).toEqual(['proposalAnswered', 'appealUpheld'])
  })

  it('merges proposals into one of them, with its trace and each supporter once', async () => {
    const { app, cycle } = await reviewing()
    for (const id of ['one', 'two', 'three']) await seededProposal(app, cycle, { id, email: `${id}@b.kg` })
    await supported(app, cycle.id, 'one', ['p', 'q'])
    await supported(app, cycle.id, 'two', ['q', 'r'])
    const merge = (ids: readonly string[], into: string) =>
      mergeProposals(app, OPERATOR, { cycleId: cycle.id, ids, into, reason: 'Бир эле көпүрө' })
    expect(codesOf(await merge(['one'], 'one'))).toEqual(['merge.two'])
    expect(codesOf(await merge(['one', 'two'], 'three'))).toEqual(['merge.into'])
    expect(codesOf(await merge(['one', 'nobody'], 'one'))).toEqual(['review.notListed'])
    expect(await merge(['one', 'two'], 'one')).toMatchObject({ value: { id: 'one' } })
    expect(await readProposal(app, 'two')).toMatchObject({ state: 'merged', stateReason: 'Бир эле көпүрө', supports: 0 })
    expect(await supportersOf(app, 'one')).toEqual(['p', 'q', 'r'])
    expect((await readProposalStory(app, 'two')).to).toMatchObject([{ toId: 'one', kind: 'merged' }])
    expect((await readProposalStory(app, 'one')).from).toMatchObject([{ fromId: 'two' }])
    expect(await mails(app)).toEqual([['two@b.kg', 'proposalMerged']])
    // Who wrote what was merged hears of the answer as well.
    await judged(app, 'one')
    expect(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })).toMatchObject({ value: { told: 2 } })
  })

  it('merges into a new text, and splits one into several', async () => {
    const { app, cycle } = await reviewing()
    for (const id of ['one', 'two']) await seededProposal(app, cycle, { id, email: `${id}@b.kg` })
    await supported(app, cycle.id, 'one', ['p'])
    const text = (title: string) => ({ title, text: 'Кеңири', language: 'ky' as const })
    const merged = await mergeProposals(app, OPERATOR, {
      ...{ cycleId: cycle.id, ids: ['one', 'two'], into: text('Жаңы көпүрө'), reason: 'Окшош' },
    })
    if (!merged.ok) throw new Error('not merged')
    expect(await readProposal(app, merged.value.id)).toMatchObject({ state: 'listed', origin: 'office', supports: 1 })
    expect(await mails(app)).toEqual([
      ['one@b.kg', 'proposalMerged'],
      ['two@b.kg', 'proposalMerged'],
    ])
    const { id } = merged.value
    const parts = [text('Сол жээк'), text('Оң жээк')]
    expect(codesOf(await splitProposal(app, OPERATOR, { cycleId: cycle.id, id, parts: [text('а')], reason: 'а' }))).toEqual([
      'split.two',
    ])
    const split = await splitProposal(app, OPERATOR, { cycleId: cycle.id, id, parts, reason: 'Эки иш' })
    if (!split.ok) throw new Error('not split')
    for (const part of split.value.ids) expect(await supportersOf(app, part)).toEqual(['p'])
    expect(await readProposal(app, id)).toMatchObject({ state: 'split', supports: 0 })
    const work = await readReviewWork(app, OPERATOR, { cycleId: cycle.id, id: split.value.ids[0] ?? '' })
    // Both first authors stand behind each part.
    expect(work).toMatchObject({ value: { toTell: 2, links: { from: [{ fromId: id }] } } })
  })

  it('keeps the office’s titles for the ballot', async () => {
    const { app, cycle } = await reviewing()
    await seededProposal(app, cycle, { id: 'one', title: 'Мост', language: 'ru' })
    await judged(app, 'one')
    expect(codesOf(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id }))).toEqual(['review.noneReady'])
    const titles = { ky: 'Көпүрө', en: 'A bridge' }
    expect((await translateTitle(app, OPERATOR, { id: 'one', version: 0, titles })).ok).toBe(true)
    expect(codesOf(await translateTitle(app, OPERATOR, { id: 'one', version: 0, titles }))).toEqual(['edited.meanwhile'])
    await releaseAnswers(app, OPERATOR, { cycleId: cycle.id })
    expect(await readBallotProjects(app, cycle.id)).toMatchObject([{ titles: { ky: 'Көпүрө', ru: 'Мост', en: 'A bridge' } }])
  })
})
