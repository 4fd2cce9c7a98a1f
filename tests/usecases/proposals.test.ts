import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { pbAuthor, pbProposal, pbSupport } from '#db/schema/pbProposals.ts'
import { pbPhase } from '#db/schema/pbCycles.ts'
import { pbFollower } from '#db/schema/pbProjects.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { actAsAuthor } from '#features/participatory-budgeting/proposals/actAsAuthor.ts'
import { authorOf, openWithCode } from '#features/participatory-budgeting/proposals/authorOf.ts'
import { answerInvitation, readInvitation } from '#features/participatory-budgeting/proposals/coauthors.ts'
import { eraseProposalContacts } from '#features/participatory-budgeting/proposals/eraseProposalContacts.ts'
import { askToFollow, confirmFollowing, stopFollowing } from '#features/participatory-budgeting/proposals/followProposal.ts'
import { listProposals } from '#features/participatory-budgeting/proposals/listProposals.ts'
import { readProposalPage } from '#features/participatory-budgeting/proposals/readProposalPage.ts'
import { readProposal, readProposalStory } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { releaseAnswers } from '#features/participatory-budgeting/proposals/releaseAnswers.ts'
import { sendProposal } from '#features/participatory-budgeting/proposals/sendProposal.ts'
import {
  readSupported,
  readSupporter,
  newSupporter,
  supportProposal,
} from '#features/participatory-budgeting/proposals/supportProposal.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import { seedBase } from '#db/seed/base.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { must } from '#tests/support/hearings.ts'
import { type phasesIn, seededCycle } from '#tests/support/pbCycle.ts'
import { listedProposal, typedProposal } from '#tests/support/proposals.ts'
import { judged } from '#tests/support/reviews.ts'

const AT = new Date('2026-11-25T06:00:00Z')
const DAY_MS = 86_400_000
const on = (app: App, days: number): App => ({ ...app, now: () => new Date(AT.getTime() + days * DAY_MS) })
const mails = async (app: App, template: string) =>
  (await app.store.read.select().from(notice).where(eq(notice.template, template))).map(one => one.to)
const started = async (phase: Parameters<typeof phasesIn>[0] = 'proposing') => {
  const app = await testApp({ now: AT })
  await seedBase(app)
  return { app, cycle: await seededCycle(app, { phase }) }
}
const send = (app: App, cycleId: string, more: Parameters<typeof typedProposal>[0] = {}) =>
  sendProposal(app, { cycleId, form: typedProposal(more), language: 'ky' })

describe.skipIf(engineMissing())('a proposal', () => {
  it('is taken in once however often its form is sent, waits, and opens with its code alone', async () => {
    const { app, cycle } = await started()
    const [one, two] = [must(await send(app, cycle.id)), must(await send(app, cycle.id))]
    expect(two).toEqual(one)
    expect(await app.store.read.select().from(pbProposal)).toHaveLength(1)
    expect(await readProposal(app, one.id)).toMatchObject({ state: 'waiting', areaId: cycle.areas[0]?.id, supports: 0 })
    expect((await authorOf(app, one.id, one.trackingCode.toLowerCase().replaceAll('-', ' '))).ok).toBe(true)
    expect((await authorOf(app, one.id, 'AAAA-BBBB-CCCC')).ok).toBe(false)
    const [author] = await app.store.read.select().from(pbAuthor)
    expect(author?.codeHash).not.toContain(one.trackingCode)
    expect(await mails(app, 'proposalReceived')).toEqual(['aibek@example.kg'])
    // The same form in another cycle is another proposal.
    const other = await seededCycle(app, { phase: 'proposing', id: 'other-2026', place: 'kara-kulja' })
    expect(must(await send(app, other.id)).id).not.toBe(one.id)
  })

  it('is taken in at the same moment as itself only once', async () => {
    const { app, cycle } = await started()
    const all = await Promise.all(Array.from({ length: 5 }, () => send(app, cycle.id)))
    expect(new Set(all.map(one => must(one).id)).size).toBe(1)
    expect(await app.store.read.select().from(pbProposal)).toHaveLength(1)
  })

  it('is refused in another phase, by who does not live there, without an area, and over the pot', async () => {
    const { app, cycle } = await started('supporting')
    expect(await send(app, cycle.id)).toMatchObject({ refusals: [{ code: 'proposal.notNow' }] })
    const open = await seededCycle(app, { phase: 'proposing', id: 'open-2026', place: 'kara-kulja' })
    expect(await send(app, open.id, { resident: false })).toMatchObject({ refusals: [{ code: 'proposal.resident' }] })
    expect(await send(app, open.id, { areaId: 'elsewhere' })).toMatchObject({ refusals: [{ code: 'proposal.area' }] })
    const dear = { roughCost: 100_000_001 as never }
    expect(await send(app, open.id, dear)).toMatchObject({
      refusals: [{ code: 'proposal.overMost', values: { most: 1_000_000 } }],
    })
    expect(await send(app, 'nowhere')).toMatchObject({ refusals: [{ code: 'cycle.unknown' }] })
  })

  it('is changed by its author until the review, and waits again; not with another code or an old version', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    const change = { ...typedProposal(), do: 'change' as const, area: undefined, title: 'Жаңы көпүрө' }
    const find = async () => (await searchDocuments(app, { q: 'көпүрө', lang: 'ky', limit: 10 })).hits.map(hit => hit.subjectId)
    expect(await find()).toEqual([id])
    const act = (version: number, at = app, code = trackingCode) => actAsAuthor(at, id, code, { ...change, version })
    expect(await act(1, app, 'WRON-GWRO-NGWR')).toMatchObject({ refusals: [{ code: 'proposal.wrongCode' }] })
    expect(await act(0)).toMatchObject({ refusals: [{ code: 'edited.meanwhile' }] })
    expect(await act(1, on(app, 20))).toMatchObject({ refusals: [{ code: 'proposal.changeOver' }] })
    must(await act(1))
    expect(await readProposal(app, id)).toMatchObject({ title: 'Жаңы көпүрө', state: 'waiting', version: 2 })
    expect((await readProposalStory(app, id)).events.map(one => one.kind)).toEqual(['sent', 'listed', 'changed'])
    expect(await find()).toEqual([])
  })

  it('fills no stranger’s box: an address is written to so often a day, whoever types it and about whatever', async () => {
    const { app, cycle } = await started()
    const email = 'stranger@example.kg'
    const forms = Array.from({ length: 34 }, (_, at) => `a-form-of-its-own-with-a-secret-${at}`)
    for (const form of forms) must(await send(app, cycle.id, { form, email }))
    expect(await mails(app, 'proposalReceived')).toHaveLength(30)
    const { id, trackingCode } = await listedProposal(app, cycle)
    expect(await askToFollow(app, { proposalId: id, email, language: 'ky' })).toMatchObject({ refusals: [{ code: 'proposal.flood' }] }) // prettier-ignore
    const asked = { do: 'coauthor' as const, coauthorName: 'Айбек', coauthorEmail: 'Stranger@example.kg' }
    expect(await actAsAuthor(app, id, trackingCode, asked)).toMatchObject({ refusals: [{ code: 'proposal.flood' }] })
  })

  it('stays as it was answered, where the answer went out early', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    await judged(app, id)
    const change = { ...typedProposal(), do: 'change' as const, area: undefined, title: 'Башка нерсе', version: 1 }
    must(await releaseAnswers(app, OPERATOR, { cycleId: cycle.id }))
    expect(await actAsAuthor(app, id, trackingCode, change)).toMatchObject({ refusals: [{ code: 'proposal.changeOver' }] })
    expect((await readProposal(app, id))?.state).toBe('listed')
  })

  it('is taken back with a reason until the vote; its followers are told once', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    must(await askToFollow(app, { proposalId: id, email: 'aibek@example.kg', language: 'ru' }))
    must(await askToFollow(app, { proposalId: id, email: 'Gulnara@example.kg', language: 'ru' }))
    must(await askToFollow(app, { proposalId: id, email: 'gulnara@example.kg', language: 'ru' }))
    expect(await mails(app, 'proposalFollowConfirm')).toHaveLength(2)
    for (const { token } of await app.store.read.select().from(pbFollower)) must(await confirmFollowing(app, token))
    const gone = { do: 'withdraw', reason: 'Башкасы жакшы' } as const
    expect(await actAsAuthor(on(app, 50), id, trackingCode, gone)).toMatchObject({
      refusals: [{ code: 'proposal.withdrawOver' }],
    })
    must(await actAsAuthor(app, id, trackingCode, gone))
    expect(await readProposal(app, id)).toMatchObject({ state: 'withdrawn', stateReason: 'Башкасы жакшы' })
    expect((await mails(app, 'proposalNews')).sort()).toEqual(['aibek@example.kg', 'gulnara@example.kg'])
    expect(await actAsAuthor(app, id, trackingCode, gone)).toMatchObject({ refusals: [{ code: 'proposal.withdrawOver' }] })
  })

  it('shows nobody words that the office has not read, also where their author takes them back', async () => {
    const { app, cycle } = await started()
    const gone = { do: 'withdraw', reason: 'жаман сөз' } as const
    const unread = must(await send(app, cycle.id, { form: 'another-form-of-somebody' }))
    must(await actAsAuthor(app, unread.id, unread.trackingCode, gone))
    const changed = await listedProposal(app, cycle)
    must(await askToFollow(app, { proposalId: changed.id, email: 'gulnara@example.kg', language: 'ru' }))
    for (const { token } of await app.store.read.select().from(pbFollower)) must(await confirmFollowing(app, token))
    const words = { ...typedProposal(), do: 'change' as const, area: undefined, title: 'Жаман аталыш', version: 1 }
    must(await actAsAuthor(app, changed.id, changed.trackingCode, words))
    must(await actAsAuthor(app, changed.id, changed.trackingCode, gone))
    for (const { id, trackingCode } of [unread, changed]) {
      expect(await readProposalPage(app, cycle.id, id)).toBeUndefined()
      expect(await actAsAuthor(app, id, trackingCode, gone)).toMatchObject({ refusals: [{ code: 'proposal.withdrawOver' }] })
    }
    expect((await listProposals(app, cycle.id, { sort: 'newest', state: 'gone' })).rows).toEqual([])
    expect(await mails(app, 'proposalNews')).not.toContain('gulnara@example.kg')
  })

  it('has co-authors who said so themselves', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    const ask = (n: number) =>
      actAsAuthor(app, id, trackingCode, { do: 'coauthor', coauthorName: `Киши ${n}`, coauthorEmail: `k${n}@example.kg` })
    for (const n of [1, 2, 3, 4, 5]) must(await ask(n))
    must(await ask(1))
    expect(await ask(6)).toMatchObject({ refusals: [{ code: 'proposal.coauthorsMost' }] })
    const sent = await app.store.read.select().from(notice).where(eq(notice.template, 'proposalCoauthor'))
    expect(sent).toHaveLength(5)
    const tokens = sent.map(one => /token=([\w-]+)/.exec(JSON.stringify(one.values))?.[1] ?? '')
    const [yes = '', no = ''] = tokens
    expect(await readInvitation(app, yes)).toMatchObject({ proposal: { id } })
    must(await answerInvitation(app, yes, { says: 'join', showName: true }))
    must(await answerInvitation(app, no, { says: 'decline', showName: false }))
    for (const token of [yes, no])
      expect(await answerInvitation(app, token, { says: 'join', showName: true })).toMatchObject({
        refusals: [{ code: 'proposal.linkOver' }],
      })
    // A co-author's link opens nothing for changes.
    expect((await authorOf(app, id, tokens[2] ?? '')).ok).toBe(false)
    expect(await eraseProposalContacts(on(app, 9))).toBe(3)
    expect((await app.store.read.select().from(pbAuthor)).map(one => one.role).sort()).toEqual(['author', 'coauthor'])
  })

  it('loses names and addresses on their day, and its code with them', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    must(await askToFollow(app, { proposalId: id, email: 'a@example.kg', language: 'ky' }))
    expect(await eraseProposalContacts(on(app, 6))).toBe(0)
    expect(await eraseProposalContacts(on(app, 8))).toBe(1)
    // The last phase ends 75 days from now; sixty more, and a day.
    expect(await eraseProposalContacts(on(app, 135))).toBe(0)
    expect(await eraseProposalContacts(on(app, 136))).toBe(1)
    expect((await authorOf(app, id, trackingCode)).ok).toBe(false)
    expect(await readProposal(app, id)).toMatchObject({ state: 'listed' })
  })

  it('keeps them as long as the cycle goes on, when its dates are moved', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    await app.store.write(async tx => {
      await tx
        .update(pbPhase)
        .set({ endsAt: new Date(AT.getTime() + 300 * DAY_MS) })
        .where(and(eq(pbPhase.cycleId, cycle.id), eq(pbPhase.kind, 'implementation')))
    })
    expect(await eraseProposalContacts(on(app, 200))).toBe(0)
    expect((await authorOf(app, id, trackingCode)).ok).toBe(true)
    expect(await eraseProposalContacts(on(app, 362))).toBe(1)
  })

  it('slows down who guesses codes, and opens for the right one all the same', async () => {
    const { app, cycle } = await started()
    const { id, trackingCode } = await listedProposal(app, cycle)
    let refused = 0
    for (let n = 0; n < 40; n += 1) {
      const opened = await openWithCode(app, '198.51.100.7', id, `AAAA-BBBB-${1000 + n}`)
      if (!opened.ok && opened.refusals[0].code === 'proposal.flood') refused += 1
    }
    expect(refused).toBe(10)
    expect((await openWithCode(app, '198.51.100.7', id, trackingCode)).ok).toBe(true)
  })

  it('is followed until its reader wants no more', async () => {
    const { app, cycle } = await started()
    const { id } = await listedProposal(app, cycle)
    must(await askToFollow(app, { proposalId: id, email: 'a@example.kg', language: 'ky' }))
    const [{ token } = { token: '' }] = await app.store.read.select().from(pbFollower)
    must(await confirmFollowing(app, token))
    must(await stopFollowing(app, token))
    must(await stopFollowing(app, token))
    expect(await confirmFollowing(app, token)).toMatchObject({ refusals: [{ code: 'proposal.linkOver' }] })
    const waiting = must(await send(app, cycle.id, { form: 'another-form-secret' }))
    expect(await askToFollow(app, { proposalId: waiting.id, email: 'a@example.kg', language: 'ky' })).toMatchObject({
      refusals: [{ code: 'proposal.unknown' }],
    })
  })
})

describe.skipIf(engineMissing())('support', () => {
  it('counts once for each browser, up to the limit, in its phase', async () => {
    const { app } = await started()
    const rules = { support: { needed: 2, mostEach: 2 } }
    const cycle = await seededCycle(app, { phase: 'proposing', id: 'few-2026', rules })
    const ids = []
    for (const n of [1, 2, 3]) ids.push((await listedProposal(app, cycle, { form: `form-secret-number-${n}` })).id)
    const [a = '', b = '', c = ''] = ids
    const secret = readSupporter(app, newSupporter(app)) ?? ''
    const support = (proposalId: string, takeBack = false, at = on(app, 6), who = secret) =>
      supportProposal(at, { proposalId, secret: who, takeBack })
    expect(await support(a, false, app)).toMatchObject({ refusals: [{ code: 'proposal.supportOver' }] })
    must(await support(a))
    must(await support(a))
    must(await support(b))
    expect(await support(c)).toMatchObject({ refusals: [{ code: 'proposal.supportMost', values: { most: 2 } }] })
    must(await support(a, true))
    must(await support(a, true))
    must(await support(c))
    must(await support(c, false, on(app, 6), readSupporter(app, newSupporter(app)) ?? ''))
    expect((await readSupported(app, cycle.id, secret)).sort()).toEqual([b, c].sort())
    expect(await readProposal(app, c)).toMatchObject({ supports: 2 })
    expect(await support(a, false, on(app, 16))).toMatchObject({ refusals: [{ code: 'proposal.supportOver' }] })
    // What is stored means nothing in another cycle.
    expect((await app.store.read.select().from(pbSupport)).some(row => row.supporter.includes(secret))).toBe(false)
  })

  it('keeps to the limit where everything is clicked at one instant', async () => {
    const { app } = await started()
    const cycle = await seededCycle(app, { phase: 'proposing', id: 'many-2026', rules: { support: { needed: 2, mostEach: 2 } } })
    const ids: string[] = []
    for (const n of [1, 2, 3, 4, 5]) ids.push((await listedProposal(app, cycle, { form: `form-secret-number-${n}` })).id)
    const secret = readSupporter(app, newSupporter(app)) ?? ''
    const at = on(app, 6)
    // Connections that are open already begin together.
    await Promise.all(ids.map(() => app.store.write(tx => tx.select().from(pbSupport))))
    const clicked = await Promise.all(ids.map(proposalId => supportProposal(at, { proposalId, secret, takeBack: false })))
    expect(clicked.filter(one => one.ok)).toHaveLength(2)
    expect(await readSupported(app, cycle.id, secret)).toHaveLength(2)
  })

  it('takes no cookie that this portal did not sign', async () => {
    const { app } = await started()
    const kept = newSupporter(app)
    expect(readSupporter(app, kept)).toBeDefined()
    for (const forged of [undefined, '', 'x', 'x.y', `${kept}x`, kept.replace('.', ''), `a${kept}`])
      expect(readSupporter(app, forged)).toBeUndefined()
  })
})
