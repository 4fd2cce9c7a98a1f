import { beforeEach, describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { pbAnnouncement } from '#db/schema/pbResults.ts'
import { rollCode, rollName, rollPerson } from '#db/schema/voterRoll.ts'
import { seedBase } from '#db/seed/base.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import { OPERATOR, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import type { Area, Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { enterCode } from '#features/participatory-budgeting/voters/enterCode.ts'
import { importRoll, rollTemplate } from '#features/participatory-budgeting/voters/importRoll.ts'
import { issueCodes } from '#features/participatory-budgeting/voters/issueCodes.ts'
import { enterMarks, freePerson, handCodeTo, handPaper, undoPaper } from '#features/participatory-budgeting/voters/markPerson.ts'
import { countTurnout, readTurnout } from '#features/participatory-budgeting/voters/readTurnout.ts'
import { findInRoll, readHandOut, readMarkedRoll, readVoters } from '#features/participatory-budgeting/voters/readVoters.ts'
import { rollKey } from '#features/participatory-budgeting/voters/rollKey.ts'
import { spendEntitlement } from '#features/participatory-budgeting/voters/spendEntitlement.ts'
import { votePerson } from '#features/participatory-budgeting/voters/store/roll.ts'
import { voidBatch, voidCode } from '#features/participatory-budgeting/voters/voidCode.ts'
import { forgetVoters } from '#features/participatory-budgeting/voters/voterChores.ts'
import { personKey, voteWithEid } from '#features/participatory-budgeting/voters/voteWithEid.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import type { Tyiyn } from '#platform/money.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { placedKnockers } from '#tests/support/viewers.ts'
import { newSender, slipsOf, ticketFor } from '#tests/support/voters.ts'

const START = new Date('2026-11-20T05:00:00Z')
const DAY = 86_400_000
let clock = START
let app: App
let cycle: Cycle
const area = (id: string, position: number, ky: string): Area => ({
  ...{ id, position, names: { ky, ru: `${ky} (ru)` }, pot: 1_000_000 as Tyiyn, entitled: 500 },
})
const AREAS = [area('east', 1, 'Чыгыш айылы'), area('west', 2, 'Батыш айылы')]
const PIN = '20101199012345'
const ROLL = `Номери;Аты-жөнү;Туулган жылы;Жынысы;Айылы;Аймагы;Жеке номери
1;Асанова Айгүл;1990;аял;Чыгыш;Чыгыш айылы;${PIN}
2;Үсөнов Бакыт;1950;эркек;Чыгыш;1;
3;Төрөкулова Назгүл;2009;ж;Батыш;батыш айылы;
`
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, add = false) => importRoll(app, OPERATOR, { cycleId: cycle.id, bytes: bytes(text), add })
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(one => one.code))
const at = (number: string) => ({ cycleId: cycle.id, number })
const person = async (number: string) => {
  const found = await findInRoll(app, OPERATOR, { cycleId: cycle.id, query: number })
  return found.ok ? found.value.people.find(one => one.number === number) : undefined
}
/** After voting online, when polling points are open. */
const paperDay = () => {
  clock = new Date(START.getTime() + 4.5 * DAY)
}

describe.skipIf(engineMissing())('the local roll', () => {
  beforeEach(async () => {
    clock = START
    app = await testApp({ now: () => clock })
    await seedBase(app)
    cycle = await seededCycle(app, { areas: AREAS })
  })

  it('is read whole, keeps no personal number, and is found by number and by name in any spelling', async () => {
    expect(await read(`\uFEFF${ROLL.replaceAll('\n', '\r\n')}`)).toMatchObject({ ok: true, value: { count: 3 } })
    expect((await readVoters(app, cycle)).onRoll).toEqual(new Map([['east', 2], ['west', 1]])) // prettier-ignore
    const rows = await Promise.all([rollPerson, rollName, auditEntry].map(table => app.store.read.select().from(table)))
    expect(JSON.stringify(rows)).not.toContain(PIN)
    expect(JSON.stringify(rows[2])).not.toContain('Асанова')
    for (const query of ['1', 'асанова', 'айгул асан']) {
      const found = await findInRoll(app, OPERATOR, { cycleId: cycle.id, query })
      expect(found).toMatchObject({
        value: { people: [{ number: '1', name: 'Асанова Айгүл', areaId: 'east', state: 'entitled' }] },
      })
    }
    expect(await findInRoll(app, OPERATOR, { cycleId: cycle.id, query: ' ' })).toMatchObject({ value: { people: [] } })
  })

  it('takes the table that it gives away', async () => {
    const sheets = await readSheets(await rollTemplate('ru', cycle))
    expect(sheets.ok).toBe(true)
    const read = await importRoll(app, OPERATOR, { cycleId: cycle.id, bytes: await rollTemplate('ru', cycle), add: false })
    expect(read).toMatchObject({ ok: true, value: { count: 1 } })
  })

  it('is refused whole for any fault, each with its row', async () => {
    const rows = [
      ['1;;1990;аял;;1;', 'roll.row.name', 2],
      [';Асанова;1990;аял;;1;', 'roll.row.number', 2],
      ['1;Асанова;90;аял;;1;', 'roll.row.birthYear', 2],
      ['1;Асанова;2013;аял;;1;', 'roll.row.underAge', 2],
      ['1;Асанова;1890;аял;;1;', 'roll.row.birthYear', 2],
      ['1;Асанова;1990;кыз;;1;', 'roll.row.sex', 2],
      ['1;Асанова;1990;аял;;Түндүк;', 'roll.row.area', 2],
      ['1;Асанова;1990;аял;;;', 'roll.row.area', 2],
      ['1;Асанова;1990;аял;;1;123', 'roll.row.personalNumber', 2],
      ['1;Асанова;1990;аял;;1;\n1;Үсөнов;1990;эркек;;1;', 'roll.row.numberTwice', 3],
      [`1;Асанова;1990;аял;;1;${PIN}\n2;Асанова;1990;аял;;1;${PIN}`, 'roll.row.personalNumberTwice', 3],
    ] as const
    const head = ROLL.split('\n')[0]
    for (const [text, code, row] of rows) {
      const result = await read(`${head}\n${text}\n`)
      expect([codes(result), !result.ok && result.refusals[0].values?.row], text).toEqual([[code], row])
    }
    expect(codes(await read('Номери;Аты-жөнү;Паспорт\n1;а;б'))).toEqual(['roll.heading', 'roll.headingMissing'])
    expect(codes(await read('Номери;Номери;Аты-жөнү;Аймагы\n1;1;а;1'))).toEqual(['roll.headingTwice'])
    expect(codes(await read(head ?? ''))).toEqual(['roll.noRows'])
    expect(codes(await read(''))).toEqual(['file.empty'])
    expect(await app.store.read.select().from(rollPerson)).toEqual([])
  })

  it('is replaced while nobody is marked, and added to afterwards', async () => {
    await read(ROLL)
    expect(await read(ROLL.replace('Асанова', 'Осмонова'))).toMatchObject({ ok: true })
    expect(await app.store.read.select().from(rollName)).toHaveLength(3)
    const [slip] = await slipsOf(app, cycle, 1, 'east')
    expect(codes(await handCodeTo(app, OPERATOR, { ...at('1'), serial: slip?.serial ?? '' }))).toEqual([])
    expect(codes(await read(ROLL))).toEqual(['roll.inUse'])
    expect(codes(await read(ROLL, true))).toEqual(['roll.row.numberKnown', 'roll.row.numberKnown', 'roll.row.numberKnown'])
    const head = ROLL.split('\n')[0]
    expect(codes(await read(`${head}\n9;Асанова Айгүл;1990;аял;;1;${PIN}`, true))).toEqual(['roll.row.personKnown'])
    expect(await read(`${head}\n4;Жаңы Киши;1990;аял;;2;`, true)).toMatchObject({ value: { count: 1 } })
  })

  it('keeps the mark of somebody who votes while it is replaced', async () => {
    await read(ROLL)
    const [voter] = await app.store.read.select().from(rollPerson)
    if (!voter) throw new Error('an empty roll')
    const [voted, replaced] = await Promise.all([
      app.store.write(async tx => {
        const done = await votePerson(tx, voter, 'eid')
        await new Promise(resolve => setTimeout(resolve, 300))
        return done
      }),
      new Promise(resolve => setTimeout(resolve, 100)).then(() => read(ROLL)),
    ])
    expect([voted, codes(replaced)]).toEqual([true, ['roll.inUse']])
    const rows = await app.store.read.select().from(rollPerson)
    expect(rows.filter(one => one.state === 'voted').map(one => one.key)).toEqual([voter.key])
    expect(await app.store.read.select().from(rollName)).toHaveLength(3)
  })

  it('gives one way to vote to one person: a code, or paper, and the other only once the code is void and unspent', async () => {
    await read(ROLL)
    const [one, two] = await slipsOf(app, cycle, 2, 'east')
    const [other] = await slipsOf(app, cycle, 1, 'west')
    const hand = (number: string, serial = '') => handCodeTo(app, OPERATOR, { ...at(number), serial })
    expect(codes(await hand('1', other?.serial))).toEqual(['code.otherArea'])
    expect(codes(await hand('1', '9-999'))).toEqual(['code.serialUnknown'])
    expect(codes(await hand('1', one?.code))).toEqual(['code.serial'])
    expect(codes(await hand('77', one?.serial))).toEqual(['roll.unknown'])
    expect(codes(await hand('1', one?.serial))).toEqual([])
    expect(codes(await hand('1', two?.serial))).toEqual(['roll.hasCode'])
    expect(codes(await hand('2', one?.serial))).toEqual(['code.handed'])
    expect(await person('1')).toMatchObject({ state: 'handed' })
    expect(codes(await voidCode(app, OPERATOR, { cycleId: cycle.id, serial: one?.serial ?? '', reason: 'r', reprint: true }))).toEqual(['code.hasHolder']) // prettier-ignore
    paperDay()
    expect(codes(await handPaper(app, OPERATOR, at('1')))).toEqual(['roll.hasCode'])
    const free = (number: string, serial = '', reason?: string) => freePerson(app, OPERATOR, { ...at(number), serial, reason })
    expect(codes(await free('1', one?.serial))).toEqual(['voter.reason'])
    expect(codes(await free('1', two?.serial, 'жоголду'))).toEqual(['code.notTheirs'])
    expect(codes(await free('2', one?.serial, 'жоголду'))).toEqual(['code.notTheirs'])
    expect(codes(await free('1', one?.serial, 'жоголду'))).toEqual([])
    expect(codes(await enterCode(app, { cycle, code: one?.code ?? '', sender: newSender() }))).toEqual(['vote.void'])
    expect(codes(await handPaper(app, OPERATOR, at('1')))).toEqual([])
    expect(codes(await handPaper(app, OPERATOR, at('1')))).toEqual(['roll.voted'])
    expect(await person('1')).toMatchObject({ state: 'voted', channel: 'paper' })
  })

  it('never frees who voted with their code', async () => {
    await read(ROLL)
    const [slip] = await slipsOf(app, cycle, 1, 'east')
    await handCodeTo(app, OPERATOR, { ...at('1'), serial: slip?.serial ?? '' })
    const ticket = await ticketFor(app, cycle, slip?.code ?? '')
    await app.store.write(tx => spendEntitlement(tx, ticket))
    const freed = await freePerson(app, OPERATOR, { ...at('1'), serial: slip?.serial ?? '', reason: 'жоголду' })
    expect(codes(freed)).toEqual(['code.spent'])
    expect(await person('1')).toMatchObject({ state: 'handed' })
  })

  it('marks paper once, of many at the same instant, and takes it back with a reason while the rules allow', async () => {
    await read(ROLL)
    expect(codes(await handPaper(app, OPERATOR, at('2')))).toEqual(['roll.paperNotYet'])
    paperDay()
    const tried = await Promise.all(Array.from({ length: 6 }, () => handPaper(app, OPERATOR, at('2'))))
    expect(tried.filter(one => one.ok)).toHaveLength(1)
    expect(codes(await undoPaper(app, OPERATOR, at('2')))).toEqual(['voter.reason'])
    expect(codes(await undoPaper(app, OPERATOR, { ...at('2'), reason: 'башка киши эле' }))).toEqual([])
    expect(codes(await undoPaper(app, OPERATOR, { ...at('2'), reason: 'дагы' }))).toEqual(['roll.nothingToUndo'])
    clock = new Date(START.getTime() + 30 * DAY)
    expect(codes(await handPaper(app, OPERATOR, at('2')))).toEqual(['roll.paperOver'])
    const trail = JSON.stringify(await app.store.read.select().from(auditEntry))
    expect(trail).toContain('башка киши эле')
    expect(trail).not.toMatch(/Үсөнов|"number"/)
  })

  it('takes the marks of lists on paper: all of them, or none and the line that cannot be', async () => {
    await read(ROLL)
    const [one, two] = await slipsOf(app, cycle, 2, 'east')
    const enter = (kind: 'code' | 'paper', marks: string) => enterMarks(app, OPERATOR, { cycleId: cycle.id, kind, marks })
    // A code that was used before its list was entered is its holder's all the same.
    await app.store.write(async tx => spendEntitlement(tx, await ticketFor(app, cycle, one?.code ?? '')))
    expect(await enter('code', `1 ${one?.serial}\n\n2; ${two?.serial}\n`)).toMatchObject({ value: { count: 2 } })
    expect((await app.store.read.select().from(rollCode)).map(row => row.state).sort()).toEqual(['handed', 'spent'])
    paperDay()
    expect(codes(await enter('paper', '3\n2'))).toEqual(['roll.mark.at', 'roll.hasCode'])
    expect(await person('3')).toMatchObject({ state: 'entitled' })
    expect(codes(await enter('paper', '3\n3'))).toEqual(['roll.mark.twice'])
    expect(codes(await enter('paper', '3 1-001'))).toEqual(['roll.mark.line'])
    expect(codes(await enter('paper', ' \n'))).toEqual(['roll.marks'])
    expect(await enter('paper', '3')).toMatchObject({ value: { count: 1 } })
    const marked = await readMarkedRoll(app, OPERATOR, { cycleId: cycle.id })
    expect(marked.ok && marked.value.people.map(one => one.state)).toEqual(['handed', 'handed', 'voted'])
  })

  it('lets a person whose number is known vote by code or by eID and not by both', async () => {
    const rules = { vote: { ...DEFAULT_RULES.vote, channels: { code: true, eid: true, paper: true }, eidKnowsPerson: true } }
    cycle = await seededCycle(app, { areas: [area('n', 1, 'Түндүк')], rules, place: 'kara-kulja', id: 'both-2026' })
    await read(ROLL.replace(/;(Чыгыш айылы|1|батыш айылы);/g, ';1;'))
    const key = rollKey(app, cycle.id)
    const voterKey = key && personKey(key, PIN)
    const purpose = { for: 'vote', cycle: cycle.id, number: true } as const
    const eid = (who = voterKey) => voteWithEid(app, { issuer: 'i', subjectHash: 'h', purpose, voterKey: who })
    expect(await eid()).toMatchObject({ value: { next: 'ballot' } })
    expect(codes(await eid('somebody who is not on the roll'))).toEqual(['eidVote.notOnRoll'])
    const [slip] = await slipsOf(app, cycle, 1)
    // Nobody is marked for it yet.
    expect(codes(await enterCode(app, { cycle, code: slip?.code ?? '', sender: newSender() }))).toEqual(['code.notHanded'])
    const spend = { cycleId: cycle.id, areaId: 'n', channel: 'eid', key: voterKey ?? '', until: 0 } as const
    expect(codes(await handCodeTo(app, OPERATOR, { ...at('1'), serial: slip?.serial ?? '' }))).toEqual([])
    expect(codes(await eid())).toEqual(['eidVote.hasCode'])
    // A ballot that was open with the eID meanwhile is not taken either.
    expect(codes(await app.store.write(tx => spendEntitlement(tx, spend)))).toEqual(['vote.void'])
    expect((await enterCode(app, { cycle, code: slip?.code ?? '', sender: newSender() })).ok).toBe(true)
    // And the other way round.
    await freePerson(app, OPERATOR, { ...at('1'), serial: slip?.serial ?? '', reason: 'eID' })
    expect(codes(await app.store.write(tx => spendEntitlement(tx, spend)))).toEqual([])
    const [second] = await slipsOf(app, cycle, 1)
    expect(codes(await handCodeTo(app, OPERATOR, { ...at('1'), serial: second?.serial ?? '' }))).toEqual(['roll.voted'])
    paperDay()
    expect(codes(await handPaper(app, OPERATOR, at('1')))).toEqual(['roll.voted'])
  })

  it('voids and reprints a code with a trace, never a spent one, and what is left of a batch', async () => {
    const [one, two, three] = await slipsOf(app, cycle, 4, 'east')
    const act = (serial = '', reprint = false, reason = 'бузулган') =>
      voidCode(app, OPERATOR, { cycleId: cycle.id, serial, reason, reprint })
    expect(codes(await act(one?.serial, false, ' '))).toEqual(['voter.reason'])
    const reprinted = await act(one?.serial, true)
    expect(reprinted).toMatchObject({ value: { areaId: 'east', slip: { serial: '1-005' } } })
    expect(codes(await act(one?.serial))).toEqual(['code.void'])
    const fresh = reprinted.ok ? (reprinted.value.slip?.code ?? '') : ''
    expect((await enterCode(app, { cycle, code: fresh, sender: newSender() })).ok).toBe(true)
    await app.store.write(async tx => spendEntitlement(tx, await ticketFor(app, cycle, two?.code ?? '')))
    expect(codes(await act(two?.serial))).toEqual(['code.spent'])
    expect(codes(await act(three?.serial))).toEqual([])
    const { batches } = await readVoters(app, cycle)
    expect(batches).toMatchObject([{ number: 1, areaId: 'east', printed: 5, handed: 0, void: 2 }])
    const batchId = batches[0]?.id ?? ''
    const list = await readHandOut(app, OPERATOR, { cycleId: cycle.id, batchId })
    expect(list.ok && list.value.serials).toEqual(['1-002', '1-004', '1-005'])
    expect(await voidBatch(app, OPERATOR, { cycleId: cycle.id, batchId, reason: 'басылган жок' })).toMatchObject({
      value: { count: 2 },
    })
    expect(codes(await voidBatch(app, OPERATOR, { cycleId: cycle.id, batchId, reason: 'дагы' }))).toEqual(['code.nothingToVoid'])
    expect(JSON.stringify(await app.store.read.select().from(auditEntry))).toContain('1-005')
  })

  it('tells the turnout once a day while people vote, and what is final afterwards, with small cells together', async () => {
    await read(ROLL)
    const slips = await slipsOf(app, cycle, 35, 'east')
    const spend = async (from: number, to: number) => {
      for (const { code } of slips.slice(from, to))
        await app.store.write(async tx => spendEntitlement(tx, await ticketFor(app, cycle, code)))
    }
    expect(await readTurnout(app, cycle.id)).toBeUndefined()
    await spend(0, 12)
    expect(await countTurnout(app, cycle.id)).toBe(true)
    await spend(12, 34)
    expect(await countTurnout(app, cycle.id)).toBe(false)
    expect(await readTurnout(app, cycle.id)).toMatchObject({ day: '2026-11-20', voted: 12, onRoll: 3 })
    paperDay()
    await handPaper(app, OPERATOR, at('3'))
    clock = new Date(START.getTime() + 6 * DAY)
    const turnout = await readTurnout(app, cycle.id)
    expect(turnout).toMatchObject({
      voted: 35,
      day: undefined,
      byArea: { cells: [], merged: { names: ['west', 'east'], voted: 35, entitled: 3 } },
    })
  })

  it('is forgotten after the time for objections: names erased, key destroyed, codes worthless', async () => {
    await read(ROLL)
    const [slip] = await slipsOf(app, cycle, 1, 'east')
    await app.store.write(tx => tx.insert(pbAnnouncement).values({ cycleId: cycle.id, resultSha256: 'x', announcedAt: clock }))
    clock = new Date(START.getTime() + 9.9 * DAY)
    await forgetVoters(app)
    expect(await app.store.read.select().from(rollName)).toHaveLength(3)
    clock = new Date(START.getTime() + 10 * DAY)
    await forgetVoters(app)
    expect(await app.store.read.select().from(rollName)).toEqual([])
    expect(rollKey(app, cycle.id)).toBeUndefined()
    expect(codes(await enterCode(app, { cycle, code: slip?.code ?? '', sender: newSender() }))).toEqual(['roll.keyGone'])
    const trail = () => app.store.read.select().from(auditEntry)
    const before = (await trail()).length
    await forgetVoters(app)
    expect(await trail()).toHaveLength(before)
  })

  it('is not kept for good where nobody ever announces a result: names go a year after the vote', async () => {
    await read(ROLL)
    const end = cycle.phases.find(one => one.kind === 'voting')?.endsAt.getTime() ?? 0
    clock = new Date(end + 374.9 * DAY)
    await forgetVoters(app)
    expect(await app.store.read.select().from(rollName)).toHaveLength(3)
    clock = new Date(end + 375 * DAY)
    await forgetVoters(app)
    expect(await app.store.read.select().from(rollName)).toEqual([])
  })
})

type Ask = (viewer: Viewer) => Promise<Result<unknown>>
const ASKS: readonly (readonly [string, Permission, Ask])[] = [
  ['prints codes', 'voters.issue', viewer => issueCodes(app, viewer, { cycleId: cycle.id, areaId: 'none', count: 1 })],
  ['voids a code', 'voters.issue', viewer => voidCode(app, viewer, { cycleId: cycle.id, serial: '', reprint: false })],
  ['voids a batch', 'voters.issue', viewer => voidBatch(app, viewer, { cycleId: cycle.id, batchId: '' })],
  ['reads a roll in', 'voters.issue', viewer => importRoll(app, viewer, { cycleId: cycle.id, bytes: new Uint8Array(), add: false })],
  ['looks at a hand-out list', 'voters.issue', viewer => readHandOut(app, viewer, { cycleId: cycle.id, batchId: '' })],
  ['searches the roll', 'voters.check', viewer => findInRoll(app, viewer, { cycleId: cycle.id, query: '1' })],
  ['prints the marked roll', 'voters.check', viewer => readMarkedRoll(app, viewer, { cycleId: cycle.id })],
  ['hands out a code', 'voters.check', viewer => handCodeTo(app, viewer, { ...at('77'), serial: '1-001' })],
  ['takes a code back', 'voters.check', viewer => freePerson(app, viewer, { ...at('77'), serial: '1-001', reason: 'r' })],
  ['hands out a paper ballot', 'voters.check', viewer => handPaper(app, viewer, at('77'))],
  ['takes a mark off', 'voters.check', viewer => undoPaper(app, viewer, { ...at('77'), reason: 'r' })],
  ['enters marks', 'voters.check', viewer => enterMarks(app, viewer, { cycleId: cycle.id, kind: 'code', marks: '' })],
] // prettier-ignore

describe.skipIf(engineMissing())('who may do what with voters', () => {
  it('is decided by the table, in the place and elsewhere', async () => {
    app = await testApp({ now: () => START })
    await seedBase(app)
    cycle = await seededCycle(app)
    const municipality = await readMunicipality(app, cycle.municipalityId)
    if (!municipality) throw new Error('no municipality')
    const here = placesOf(municipality)
    for (const [does, permission, ask] of ASKS) {
      const knock = permission === 'voters.issue' ? placedKnockers('voters.issue', here) : placedKnockers('voters.check', here)
      for (const [who, viewer, allowed] of knock)
        expect(refusedWith(await ask(viewer), 'forbidden'), `${who} ${does}`).toBe(!allowed)
    }
  })
})
