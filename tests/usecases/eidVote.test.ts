import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { rollCode, rollName, rollPerson } from '#db/schema/voterRoll.ts'
import { finishEid } from '#features/identity/eid.ts'
import type { Area, Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { chooseArea } from '#features/participatory-budgeting/voters/chooseArea.ts'
import { markStarted, spendEntitlement } from '#features/participatory-budgeting/voters/spendEntitlement.ts'
import { readTicket, type Ticket } from '#features/participatory-budgeting/voters/ticket.ts'
import { startEidVote, voterKeyOf, voteWithEid } from '#features/participatory-budgeting/voters/voteWithEid.ts'
import type { Tyiyn } from '#platform/money.ts'
import { refusedWith } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { type EidPeer, startEidPeer, throughEid } from '#tests/support/oidcProvider.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { newSender } from '#tests/support/voters.ts'

const PIN = '20101199012345'
const SITE = 'http://127.0.0.1:4398'
let peer: EidPeer
const area = (id: string, position: number): Area => ({
  ...{ id, position, names: { ky: id }, pot: 1_000_000 as Tyiyn, entitled: 500 },
})
const eidOnly = (number = false) => ({
  rules: { vote: { ...DEFAULT_RULES.vote, channels: { code: false, eid: true, paper: false }, eidKnowsPerson: number } },
})

async function opened(options: Parameters<typeof seededCycle>[1] = eidOnly()): Promise<{ app: App; cycle: Cycle }> {
  const app = await testApp({ env: { ...peer.env, SITE_URL: SITE } })
  await seedBase(app)
  return { app, cycle: await seededCycle(app, options) }
}
/** The whole way of one person through the provider. */
async function through(app: App, cycle: Cycle, person = PIN) {
  peer.person = person
  const started = await startEidVote(app, cycle, 'ky', { sender: newSender() })
  if (!started.ok) throw new Error(started.refusals[0].code)
  const { searchParams } = await throughEid(started.value.address, peer.issuer)
  const number = cycle.rules.vote.eidKnowsPerson
  const finished = await finishEid(app, searchParams, started.value.flow, voterKeyOf(app, number))
  if (!finished.ok) throw new Error(finished.refusals[0].code)
  return voteWithEid(app, finished.value)
}
async function ticketOf(app: App, cycle: Cycle, person = PIN): Promise<Ticket> {
  const entered = await through(app, cycle, person)
  const ticket = entered.ok ? readTicket(app, entered.value.ticket) : undefined
  if (!ticket) throw new Error(JSON.stringify(entered))
  return ticket
}
const spend = (app: App, ticket: Ticket) => app.store.write(tx => spendEntitlement(tx, ticket))

describe.skipIf(engineMissing())('voting with an eID', () => {
  beforeAll(async () => {
    peer = await startEidPeer(`${SITE}/eid/callback`)
  })
  afterAll(() => peer?.stop())

  it('is one vote for one person, however often and from wherever they sign in', async () => {
    const { app, cycle } = await opened()
    const [one, two] = [await ticketOf(app, cycle), await ticketOf(app, cycle)]
    expect(one).toMatchObject({ channel: 'eid', areaId: cycle.areas[0]?.id, key: two.key })
    const tried = await Promise.all([spend(app, one), spend(app, two), spend(app, one), spend(app, two)])
    expect(tried.filter(result => result.ok)).toHaveLength(1)
    expect(refusedWith(await through(app, cycle), 'vote.alreadyCast')).toBe(true)
    const other = await ticketOf(app, cycle, '20101199054321')
    expect((await spend(app, other)).ok).toBe(true)
  })

  it('is begun by a whole village that shares one address', async () => {
    const { app, cycle } = await opened()
    const sender = newSender()
    for (let voter = 0; voter < 100; voter += 1) expect((await startEidVote(app, cycle, 'ky', { sender })).ok).toBe(true)
  })

  it('keeps neither subject nor number nor name, and its keys differ between cycles', async () => {
    const { app, cycle } = await opened()
    const second = await seededCycle(app, { ...eidOnly(), place: 'kara-kulja', id: 'second-2026' })
    const [one, two] = [await ticketOf(app, cycle), await ticketOf(app, second)]
    expect(one.key).not.toBe(two.key)
    await spend(app, one)
    const rows = await Promise.all([rollPerson, rollCode, rollName].map(table => app.store.read.select().from(table)))
    expect(JSON.stringify(rows)).not.toMatch(/20101199012345|Nobody/)
    expect(rows[0]).toContainEqual(expect.objectContaining({ state: 'voted', channel: 'eid', key: one.key }))
  })

  it('asks once for the area of whom no local roll knows', async () => {
    const { app, cycle } = await opened({ ...eidOnly(), areas: [area('east', 1), area('west', 2)] })
    const entered = await through(app, cycle)
    expect(entered).toMatchObject({ ok: true, value: { next: 'area' } })
    const pending = entered.ok ? entered.value.ticket : ''
    expect(readTicket(app, pending)).toBeUndefined()
    expect(refusedWith(await chooseArea(app, cycle, pending, 'north'), 'eidVote.area')).toBe(true)
    expect(await chooseArea(app, cycle, pending, 'west')).toMatchObject({ value: { areaId: 'west' } })
    // The same tab kept open, and a new sign-in: the first choice stands.
    expect(await chooseArea(app, cycle, pending, 'east')).toMatchObject({ value: { areaId: 'west' } })
    const ticket = await ticketOf(app, cycle)
    expect(ticket.areaId).toBe('west')
    await app.store.write(tx => markStarted(tx, ticket))
    expect(refusedWith(await spend(app, { ...ticket, areaId: 'east' }), 'vote.void')).toBe(true)
    expect((await spend(app, ticket)).ok).toBe(true)
    expect(refusedWith(await chooseArea(app, cycle, undefined, 'west'), 'eidVote.over')).toBe(true)
  })

  it('is closed where the rules have no eID, before and after the vote, and where the number is needed and not told', async () => {
    const { app } = await opened()
    const codes = await seededCycle(app, { place: 'kara-kulja', id: 'codes-2026' })
    expect(refusedWith(await startEidVote(app, codes, 'ky', { sender: newSender() }), 'eidVote.off')).toBe(true)
    const over = await seededCycle(app, { ...eidOnly(), place: 'kara-kulja', id: 'over-2026', phase: 'checking' })
    expect(refusedWith(await startEidVote(app, over, 'ky', { sender: newSender() }), 'eidVote.closed')).toBe(true)
    const numbered = await seededCycle(app, { ...eidOnly(true), place: 'kara-kulja', id: 'numbered-2026' })
    peer.numberOf = () => undefined
    expect(refusedWith(await through(app, numbered), 'eidVote.noNumber')).toBe(true)
    peer.numberOf = subject => subject
    expect((await through(app, numbered)).ok).toBe(true)
  })

  it('is one person whatever the subject, where the number is known', async () => {
    const { app, cycle } = await opened(eidOnly(true))
    peer.numberOf = () => PIN
    const [one, two] = [await ticketOf(app, cycle, 'first phone'), await ticketOf(app, cycle, 'second phone')]
    peer.numberOf = subject => subject
    expect(one.key).toBe(two.key)
  })
})
