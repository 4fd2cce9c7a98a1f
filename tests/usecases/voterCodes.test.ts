import { statSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { seedBase } from '#db/seed/base.ts'
import { rollBatch, rollCode, rollName, rollPerson } from '#db/schema/voterRoll.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { enterCode } from '#features/participatory-budgeting/voters/enterCode.ts'
import { issueCodes } from '#features/participatory-budgeting/voters/issueCodes.ts'
import { readCodeTotals } from '#features/participatory-budgeting/voters/readCodeTotals.ts'
import { destroyRollKey, rollKey } from '#features/participatory-budgeting/voters/rollKey.ts'
import { markStarted, spendEntitlement } from '#features/participatory-budgeting/voters/spendEntitlement.ts'
import { readTicket, sealTicket, type Ticket } from '#features/participatory-budgeting/voters/ticket.ts'
import { refusedWith } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { newSender, slipsOf, ticketFor } from '#tests/support/voters.ts'

let clock = new Date('2026-11-20T05:00:00Z')
let app: App
let cycle: Cycle

const spend = (ticket: Ticket) => app.store.write(tx => spendEntitlement(tx, ticket))

describe.skipIf(engineMissing())('voting codes', () => {
  beforeEach(async () => {
    clock = new Date('2026-11-20T05:00:00Z')
    app = await testApp({ now: () => clock })
    await seedBase(app)
    cycle = await seededCycle(app)
  })

  it('are stored as keyed hashes only, beside a key that is no part of database and backup', async () => {
    const slips = await slipsOf(app, cycle, 3)
    const rows = await app.store.read.select().from(rollCode)
    expect(rows.map(one => one.serial).sort()).toEqual(['1-001', '1-002', '1-003'])
    for (const { code } of slips) expect(JSON.stringify(rows)).not.toContain(code)
    const file = join(app.config.dataDir, 'roll-keys', cycle.id)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(rows.map(one => one.key)).toContain(rollKey(app, cycle.id)?.('code', slips[0]?.code ?? ''))
  })

  it('lead to a ballot of their area and are not spent by that', async () => {
    const [slip] = await slipsOf(app, cycle, 1)
    for (let n = 0; n < 3; n += 1) {
      const ticket = await ticketFor(app, cycle, slip?.code ?? '')
      expect(ticket).toMatchObject({ cycleId: cycle.id, areaId: cycle.areas[0]?.id, channel: 'code' })
    }
    expect((await app.store.read.select().from(rollCode))[0]?.state).toBe('printed')
  })

  it('are spent once, however many try at the same instant', async () => {
    const [slip] = await slipsOf(app, cycle, 1)
    const tickets = [await ticketFor(app, cycle, slip?.code ?? ''), await ticketFor(app, cycle, slip?.code ?? '')]
    const tried = await Promise.all(Array.from({ length: 12 }, (_, n) => spend(tickets[n % 2] as Ticket)))
    expect(tried.filter(one => one.ok)).toHaveLength(1)
    expect(tried.filter(one => refusedWith(one, 'vote.alreadyCast'))).toHaveLength(11)
    expect(await enterCode(app, { cycle, code: slip?.code ?? '', sender: newSender() })).toMatchObject({
      refusals: [{ code: 'vote.alreadyCast' }],
    })
  })

  it('are more than people entitled only with a reason, and everybody can compare them once voting is over', async () => {
    const areas = [{ ...(cycle.areas[0] as (typeof cycle.areas)[number]), id: 'few', entitled: 3 }]
    const few = await seededCycle(app, { place: 'kara-kulja', id: 'few-2026', areas })
    const print = (count: number, reason?: string, areaId = 'few') =>
      issueCodes(app, OPERATOR, { cycleId: few.id, areaId, count, reason })
    expect(await print(1, undefined, '')).toMatchObject({ refusals: [{ code: 'code.areaNeeded', path: 'area' }] })
    expect((await print(2)).ok).toBe(true)
    expect(await print(2)).toMatchObject({
      refusals: [{ code: 'code.overEntitled', values: { good: 2, entitled: 3, count: 2 } }],
    })
    expect((await print(1)).ok).toBe(true)
    expect((await print(1, 'Үч баракча сууда калды')).ok).toBe(true)
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'voters.codesIssued'))
    expect(trail.map(one => one.reason)).toEqual(['codes were printed', 'codes were printed', 'Үч баракча сууда калды'])
    expect(await readCodeTotals(app, few)).toBeUndefined()
    clock = phaseOf(few.phases, 'voting')?.endsAt ?? clock
    expect(await readCodeTotals(app, few)).toEqual([{ areaId: 'few', entitled: 3, printed: 4, void: 0, good: 4 }])
  })

  it('belong to one cycle', async () => {
    const other = await seededCycle(app, { place: 'kara-kulja', id: 'other-2026' })
    const [slip] = await slipsOf(app, cycle, 1)
    await slipsOf(app, other, 1)
    const entered = await enterCode(app, { cycle: other, code: slip?.code ?? '', sender: newSender() })
    expect(refusedWith(entered, 'code.unknown')).toBe(true)
    const ticket = await ticketFor(app, cycle, slip?.code ?? '')
    expect(refusedWith(await spend({ ...ticket, cycleId: other.id }), 'vote.void')).toBe(true)
  })

  it('note that a ballot was begun, never once it is cast', async () => {
    const [slip] = await slipsOf(app, cycle, 1)
    const ticket = await ticketFor(app, cycle, slip?.code ?? '')
    await app.store.write(tx => markStarted(tx, ticket))
    expect((await app.store.read.select().from(rollCode))[0]).toMatchObject({ started: true, state: 'printed' })
    await spend(ticket)
    await app.store.write(tx => markStarted(tx, ticket))
    expect((await app.store.read.select().from(rollCode))[0]).toMatchObject({ started: false, state: 'spent' })
  })

  it('are slowed down when they are guessed, while a right one passes from the same address at once', async () => {
    const [slip] = await slipsOf(app, cycle, 1)
    const sender = newSender()
    const waits: number[] = []
    const wait = async (ms: number) => void waits.push(ms)
    for (let n = 0; n < 8; n += 1) {
      const guessed = await enterCode(app, { cycle, code: '0000-0000-0000-0000', sender, wait })
      expect(refusedWith(guessed, 'code.unknown')).toBe(true)
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15000])
    const right = await enterCode(app, { cycle, code: slip?.code ?? '', sender, wait })
    expect(right.ok).toBe(true)
    expect(waits).toHaveLength(5)
    // An empty field is no guess; a wrong code is told how long it was held back, and the next one will be.
    expect(refusedWith(await enterCode(app, { cycle, code: '  ', sender, wait }), 'code.empty')).toBe(true)
    expect(waits).toHaveLength(5)
    // Another address is not slowed.
    await enterCode(app, { cycle, code: '0000-0000-0000-0001', sender: newSender(), wait })
    expect(waits).toHaveLength(5)
    // And a quarter of an hour later the sender begins anew.
    clock = new Date(clock.getTime() + 16 * 60_000)
    await enterCode(app, { cycle, code: 'abc', sender, wait })
    expect(waits).toHaveLength(5)
  })

  it('turn away a flood of guesses without holding a line for each, and still let the right one in', async () => {
    const [slip] = await slipsOf(app, cycle, 1)
    const sender = newSender()
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const asked = Array.from({ length: 40 }, () => enterCode(app, { cycle, code: 'nonsense', sender, wait: () => held }))
    const right = await enterCode(app, { cycle, code: slip?.code ?? '', sender, wait: () => held })
    expect(right.ok).toBe(true)
    release()
    const answers = await Promise.all(asked)
    expect(answers.filter(one => refusedWith(one, 'code.tooMany'))).toHaveLength(40 - 3 - 8)
    expect(answers.filter(one => refusedWith(one, 'code.misread'))).toHaveLength(11)
  })

  it('cannot be issued under a new key once the old one is gone', async () => {
    await slipsOf(app, cycle, 1)
    expect(destroyRollKey(app, cycle.id)).toBe(true)
    const issued = await issueCodes(app, OPERATOR, { cycleId: cycle.id, areaId: cycle.areas[0]?.id ?? '', count: 1 })
    expect(refusedWith(issued, 'roll.keyGone')).toBe(true)
    expect(rollKey(app, cycle.id)).toBeUndefined()
  })

  it('are numbered by batch, also where two are printed at once', async () => {
    const batches = await Promise.all([slipsOf(app, cycle, 2), slipsOf(app, cycle, 2), slipsOf(app, cycle, 2)])
    const serials = batches.flatMap(slips => slips.map(one => one.serial)).sort()
    expect(serials).toEqual(['1-001', '1-002', '2-001', '2-002', '3-001', '3-002'])
  })

  it('leave no instant in any row of the roll but that of a printed batch', () => {
    for (const table of [rollCode, rollPerson, rollName])
      for (const [name, column] of Object.entries(table))
        expect(`${name} ${(column as { columnType?: string }).columnType ?? ''}`).not.toMatch(/timestamp|date|At\b/i)
    expect(rollBatch.printedAt).toBeDefined()
  })
})

describe.skipIf(engineMissing())('a ticket', () => {
  it('is good for half an hour, for this portal, and unchanged', async () => {
    const app = await testApp({ now: () => clock })
    const other = await testApp({ now: () => clock })
    const sealed = sealTicket(app, { cycleId: 'c', areaId: 'a', channel: 'code', key: 'k' })
    expect(readTicket(app, sealed)).toMatchObject({ cycleId: 'c', areaId: 'a', channel: 'code', key: 'k' })
    expect(readTicket(other, sealed)).toBeUndefined()
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      // The last character of base64url has bits that stand for nothing.
      if (at < sealed.length - 1) expect(readTicket(app, changed)).toBeUndefined()
    }
    for (const cookie of [undefined, '', 'x', 'A'.repeat(40), 'A'.repeat(10_000)]) expect(readTicket(app, cookie)).toBeUndefined()
    clock = new Date(clock.getTime() + 30 * 60_000)
    expect(readTicket(app, sealed)).toBeUndefined()
  })
})
