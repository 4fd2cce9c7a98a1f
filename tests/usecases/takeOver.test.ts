import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { submitFeedback } from '#features/feedback/submitFeedback.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { OPERATOR, SYSTEM, VISITOR } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { readProposal, readProposals } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { takeOver } from '#features/participatory-budgeting/proposals/takeOver.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { entry, must, seededHearing } from '#tests/support/hearings.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { placedKnockers } from '#tests/support/viewers.ts'

const AT = new Date('2026-11-25T06:00:00Z')
const TEXT = 'Мектептин жанына көпүрө салып бериңиздер. Балдар суудан өтүп барат.'

async function started() {
  const app = await testApp({ now: AT })
  const place = await seededPlace(app)
  const cycle = await seededCycle(app, { phase: 'proposing', place: place.slug })
  return { app, place, cycle }
}
const word = (municipality: string, more: object = {}) => ({
  ...{ kind: 'proposal' as const, municipality, subject: { type: 'general' as const }, text: TEXT, language: 'ky' as const },
  ...{ contact: { email: 'a@example.kg' }, consent: { publish: true, shareContact: false } },
  ...more,
})
async function sent(app: App, municipality: string, more: object = {}, published = true): Promise<string> {
  const { reference } = must(await submitFeedback(app, VISITOR, word(municipality, more), { channel: 'web', language: 'ky' }))
  if (published) must(await moderateFeedback(app, SYSTEM, { reference, version: 0, decision: 'publish' }))
  return reference
}

describe.skipIf(engineMissing())('taking over', () => {
  it('makes a published word a listed proposal, once, and tells its author', async () => {
    const { app, place, cycle } = await started()
    const reference = await sent(app, place.id)
    const { id } = must(await takeOver(app, OPERATOR, place, { word: reference }, {}))
    expect(await readProposal(app, id)).toMatchObject({
      ...{ cycleId: cycle.id, state: 'listed', origin: 'feedback', originReference: reference, text: TEXT },
      title: 'Мектептин жанына көпүрө салып бериңиздер',
    })
    expect(await takeOver(app, OPERATOR, place, { word: reference }, {})).toMatchObject({
      refusals: [{ code: 'proposal.takenAlready' }],
    })
    expect(await readProposals(app, { cycleId: cycle.id })).toHaveLength(1)
    const mails = await app.store.read.select().from(notice).where(eq(notice.template, 'feedbackTakenOver'))
    expect(mails.map(one => one.to)).toEqual(['a@example.kg'])
    const seen = must(await readFeedback(app, reference))
    expect(seen.history[0]).toMatchObject({ status: 'takenOver', to: 'Мектептин жанына көпүрө салып бериңиздер' })
    expect(seen.status).toBe('published')
  })

  it('is done once by two who press at the same moment', async () => {
    const { app, place, cycle } = await started()
    const reference = await sent(app, place.id)
    const both = await Promise.all([1, 2, 3].map(() => takeOver(app, OPERATOR, place, { word: reference }, {})))
    expect(both.filter(one => one.ok)).toHaveLength(1)
    expect(await readProposals(app, { cycleId: cycle.id })).toHaveLength(1)
  })

  it('asks for words of its own where the author’s are not for everybody', async () => {
    const { app, place } = await started()
    const reference = await sent(app, place.id, { consent: { publish: false, shareContact: false } }, false)
    expect(await takeOver(app, OPERATOR, place, { word: reference }, {})).toMatchObject({
      refusals: [{ code: 'proposal.takeWords' }],
    })
    const own = { title: 'Көпүрө', text: 'Мектептин жанына көпүрө салуу' }
    const { id } = must(await takeOver(app, OPERATOR, place, { word: reference }, own))
    expect(await readProposal(app, id)).toMatchObject(own)
  })

  it('takes an item of a hearing, and no question', async () => {
    const { app, place } = await started()
    const hearing = await seededHearing(app, place)
    const later: App = { ...app, now: () => new Date('2026-12-12T09:00:00Z') }
    must(await enterItems(later, OPERATOR, entry(hearing.id, 'a', ['Чырак керек'])))
    must(await enterItems(later, OPERATOR, entry(hearing.id, 'b', ['Качан бүтөт?'], 'question')))
    const { items } = await readHearingParts(app, hearing.id)
    const [proposal, question] = ['proposal', 'question'].map(kind => items.find(one => one.kind === kind)?.id ?? '')
    const take = (item = '') => takeOver(app, OPERATOR, place, { hearing: hearing.id, item }, {})
    const { id } = must(await take(proposal))
    expect(await readProposal(app, id)).toMatchObject({ origin: 'hearing', title: 'Чырак керек', placeName: 'Ала-Бука' })
    expect(await take(proposal)).toMatchObject({ refusals: [{ code: 'proposal.takenAlready' }] })
    expect(await take(question)).toMatchObject({ refusals: [{ code: 'proposal.takeKind' }] })
    expect(await take('nothing')).toMatchObject({ refusals: [{ code: 'proposal.takeKind' }] })
  })

  it('refuses where no cycle takes anything, and a cycle of another place', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    await seededCycle(app, { phase: 'voting', place: place.slug })
    const reference = await sent(app, place.id)
    const take = (cycle?: string) => takeOver(app, OPERATOR, place, { word: reference }, { cycle })
    expect(await take()).toMatchObject({ refusals: [{ code: 'proposal.takeNotNow' }] })
    const other = await seededCycle(app, { phase: 'proposing', place: 'kara-kulja' })
    expect(await take(other.id)).toMatchObject({ refusals: [{ code: 'proposal.takeNotNow' }] })
  })

  it('is for those who review proposals here', async () => {
    const { app, place } = await started()
    for (const [who, viewer, allowed] of placedKnockers('proposal.review', placesOf(place))) {
      const done = await takeOver(app, viewer, place, { word: 'KG-0000-0000' }, {})
      const refused = done.ok ? [] : done.refusals.map(one => one.code)
      // Who may review but not answer does not read the words of residents.
      if (!allowed) expect(refused, who).toEqual(['forbidden'])
      else expect(['feedback.unknown', 'forbidden'], who).toContain(refused[0])
    }
  })
})
