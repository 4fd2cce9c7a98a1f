import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { ballotSheet } from '#features/participatory-budgeting/paper/ballotSheet.ts'
import { stationForm } from '#features/participatory-budgeting/paper/forms/paperForms.ts'
import { attachScan } from '#features/participatory-budgeting/paper/attachScan.ts'
import { keepProtocol, reopenProtocol, signProtocol } from '#features/participatory-budgeting/paper/keepProtocol.ts'
import { keyBallot } from '#features/participatory-budgeting/paper/keyBallot.ts'
import { keyBallots } from '#features/participatory-budgeting/paper/keyBallots.ts'
import { readPaperBallots, readPaperCounts } from '#features/participatory-budgeting/paper/readPaperBallots.ts'
import { printBallots, printSample, readPrinted } from '#features/participatory-budgeting/paper/printBallots.ts'
import { readStations } from '#features/participatory-budgeting/paper/readStations.ts'
import { readPaperWork, readStationWork } from '#features/participatory-budgeting/paper/readStationWork.ts'
import { removeStation, saveStation } from '#features/participatory-budgeting/paper/saveStation.ts'
import { settleBallot } from '#features/participatory-budgeting/paper/settleBallot.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { must } from '#tests/support/hearings.ts'
import { BLANK, keyAll, member, read, seededStation, SPOILED } from '#tests/support/paper.ts'
import { placedKnockers } from '#tests/support/viewers.ts'

const NOW = new Date('2026-11-26T06:00:00Z')
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)
const FIGURES = { handedOut: 5, spoiledReplaced: 1, unused: 95, inUrn: 4 }

describe.skipIf(engineMissing())('paper ballots', () => {
  const prepared = async (options: Parameters<typeof seededStation>[1] = {}) => {
    const app = await testApp({ now: NOW })
    const seeded = await seededStation(app, options)
    const [one, two, three] = ['one', 'two', 'three'].map(name => member(name, seeded.place.id))
    if (!one || !two || !three) throw new Error('three members')
    return { app, ...seeded, one, two, three }
  }

  it('are keyed by two people, settled by a third, counted and signed', async () => {
    const { app, cycle, which, one, two, three } = await prepared()
    must(await keepProtocol(app, one, { ...which, version: 0, figures: FIGURES }))
    await keyAll(app, one, which, [read('p1', 'p2'), read('p3'), BLANK, read('p1', 'p2')])
    expect((await readPaperCounts(app, cycle.id)).allSettled).toBe(false)
    await keyAll(app, two, which, [read('p2', 'p1'), read('p4'), BLANK, SPOILED])
    const counts = await readPaperCounts(app, cycle.id)
    expect(counts.stations[0]).toMatchObject({ keyed: 4, differ: 2, valid: 1, blank: 1, settled: false })
    expect(code(await signProtocol(app, one, { ...which, version: 1, names: ['А. А.', 'Б. Б.'] }))).toBe('paper.unsettled')

    expect(code(await settleBallot(app, two, { ...which, number: 2, as: 1 }))).toBe('paper.notThird')
    expect(code(await settleBallot(app, three, { ...which, number: 1, as: 1 }))).toBe('paper.settled')
    must(await settleBallot(app, three, { ...which, number: 2, as: 2 }))
    must(await settleBallot(app, three, { ...which, number: 4, as: 'own', ...read('p3') }))
    expect(code(await settleBallot(app, three, { ...which, number: 4, as: 1 }))).toBe('paper.settled')

    const area = cycle.areas[0]?.id ?? ''
    const sorted = (await readPaperBallots(app, cycle.id)).map(
      ballot => `${ballot.areaId === area} ${ballot.choices.map(c => c.project)}`,
    )
    expect(sorted).toEqual(['true ', 'true p1,p2', 'true p3', 'true p4'])
    expect(code(await signProtocol(app, one, { ...which, version: 1, names: ['А. А.'] }))).toBe('paper.namesFew')
    must(await signProtocol(app, one, { ...which, version: 1, names: ['А. А.', 'Б. Б.'] }))
    const signed = await readPaperCounts(app, cycle.id)
    expect(signed).toMatchObject({ allSettled: true, allSigned: true })
    expect(signed.areas).toEqual([{ areaId: area, handedOut: 5, valid: 3, blank: 1, spoiled: 0, voted: 4 }])

    // Nothing moves under a signature, until it is opened again with a reason.
    expect(code(await keyBallot(app, three, { ...which, number: 1, ...BLANK }))).toBe('paper.signed')
    expect(code(await keepProtocol(app, one, { ...which, version: 2, figures: FIGURES }))).toBe('paper.signed')
    must(await reopenProtocol(app, one, { ...which, version: 2, reason: 'эсептөөдө ката' }))
    expect((await readPaperCounts(app, cycle.id)).allSigned).toBe(false)
    expect(code(await reopenProtocol(app, one, { ...which, version: 3, reason: 'а' }))).toBe('paper.notSigned')
  })

  it('are never keyed twice by one person, and a correction leaves a trace', async () => {
    const { app, which, one, two } = await prepared()
    const ask = { ...which, number: 1, ...read('p1') }
    expect(must(await keyBallot(app, one, { ...ask, entryKey: 'first-key' })).again).toBe(false)
    // The reply was lost and the device sends again.
    expect(must(await keyBallot(app, one, { ...ask, entryKey: 'first-key' })).again).toBe(true)
    expect(code(await keyBallot(app, one, { ...ask, entryKey: 'other-key' }))).toBe('paper.keyedByYou')
    expect(code(await keyBallot(app, one, { ...ask, ...read('p2'), replace: true }))).toBe('ok')
    must(await keyBallot(app, two, { ...ask, ...read('p2') }))
    expect(code(await keyBallot(app, one, { ...ask, replace: true }))).toBe('paper.settled')
    expect(code(await keyBallot(app, OPERATOR, ask))).toBe('paper.keyedTwice')
    const trail = await app.store.read.select().from(auditEntry)
    const keyed = trail.filter(row => row.action.startsWith('paper.key'))
    expect(keyed.map(row => row.action)).toEqual(['paper.keyed', 'paper.keyingCorrected', 'paper.keyed'])
    expect(JSON.parse(keyed[1]?.detail ?? '')).toMatchObject({ number: 1, was: 'valid p1', is: 'valid p2' })
  })

  it('are kept as they are over a limit, and count as spoiled with the reason', async () => {
    const { app, cycle, which, one, two } = await prepared({ rules: { ballot: { type: 'approval', min: 0, max: 2 } } })
    const ask = { ...which, number: 1, ...read('p1', 'p2', 'p3') }
    expect(must(await keyBallot(app, one, ask)).outcome).toMatchObject({ verdict: 'spoiled', why: { code: 'vote.tooMany' } })
    must(await keyBallot(app, two, ask))
    expect((await readPaperCounts(app, cycle.id)).areas[0]).toMatchObject({ valid: 0, spoiled: 1, voted: 1 })
    expect(await readPaperBallots(app, cycle.id)).toEqual([])
  })

  it('refuse what contradicts itself', async () => {
    const { app, which, one } = await prepared()
    const key = async (more: object) => code(await keyBallot(app, one, { ...which, number: 1, ...read('p1'), ...more }))
    expect(await key(read())).toBe('paper.nothingMarked')
    expect(await key({ verdict: 'blank' })).toBe('paper.blankMarked')
    expect(await key(read('p1', 'p1'))).toBe('paper.markedTwice')
    expect(await key(read('nobody'))).toBe('paper.unknownProject')
    expect(await key({ station: 9 })).toBe('station.unknown')
    expect(await key({ cycle: 'nowhere' })).toBe('cycle.unknown')
    must(await keepProtocol(app, one, { ...which, version: 0, figures: FIGURES }))
    expect(await key({ number: 5 })).toBe('paper.numberBeyond')
    expect(await key({ number: 4 })).toBe('ok')
    expect(code(await keepProtocol(app, one, { ...which, version: 1, figures: { ...FIGURES, inUrn: 3 }, remarks: 'а' }))).toBe(
      'paper.urnBelowKeyed',
    )
  })

  it('are not keyed before the urn is open, nor before the rules are frozen', async () => {
    const early = await prepared({ phase: 'voting' })
    expect(code(await keyBallot(early.app, early.one, { ...early.which, number: 1, ...BLANK }))).toBe('paper.tooEarly')
    const open = await prepared({ frozen: false })
    expect(code(await keyBallot(open.app, open.one, { ...open.which, number: 1, ...BLANK }))).toBe('paper.notFrozen')
  })

  it('are keyed at the same moment by two people without losing one', async () => {
    const { app, cycle, which, one, two, three } = await prepared()
    const all = await Promise.all([one, two, three].map(who => keyBallot(app, who, { ...which, number: 1, ...read('p1') })))
    expect(all.map(code).sort()).toEqual(['ok', 'ok', 'paper.keyedTwice'])
    expect((await readPaperCounts(app, cycle.id)).stations[0]).toMatchObject({ keyed: 1, valid: 1 })
  })

  it('have a protocol that asks why its sums do not fit', async () => {
    const { app, which, one, two } = await prepared()
    const wrong = { ...which, version: 0, figures: { ...FIGURES, unused: 90 } }
    expect(code(await keepProtocol(app, one, wrong))).toBe('paper.remarkNeeded')
    must(await keepProtocol(app, one, { ...wrong, remarks: 'Беш бюллетень нымдап калды' }))
    expect(code(await keepProtocol(app, two, { ...wrong, figures: FIGURES }))).toBe('edited.meanwhile')
    must(await keepProtocol(app, two, { ...wrong, version: 1, figures: FIGURES }))
    // Fewer were found than counted.
    await keyAll(app, one, which, [BLANK, BLANK, BLANK])
    await keyAll(app, two, which, [BLANK, BLANK, BLANK])
    const names = ['А. А.', 'Б. Б.']
    expect(code(await signProtocol(app, one, { ...which, version: 2, names }))).toBe('paper.remarkNeeded')
    must(await keepProtocol(app, two, { ...which, version: 2, figures: FIGURES, remarks: 'Эки бюллетень бири-бирине жабышкан' }))
    must(await signProtocol(app, one, { ...which, version: 3, names }))
  })

  it('have a protocol only from the polling point’s day on, and none is signed over ballots that nobody entered', async () => {
    const early = await prepared({ phase: 'voting' })
    const kept = { ...early.which, version: 0, figures: FIGURES }
    expect(code(await keepProtocol(early.app, early.one, kept))).toBe('paper.protocolEarly')
    expect(code(await signProtocol(early.app, early.one, { ...early.which, version: 0, names: ['А. А.', 'Б. Б.'] }))).toBe('paper.protocolEarly') // prettier-ignore
    const page = must(await readStationWork(early.app, early.one, early.which))
    expect(page.opensOn).toBe(dateInBishkek(phaseOf(early.cycle.phases, 'voting')?.endsAt ?? NOW))
    const { app, which, one } = await prepared()
    expect(must(await readStationWork(app, one, which)).opensOn).toBeUndefined()
    must(await keepProtocol(app, one, { ...which, version: 0, figures: FIGURES, remarks: 'а' }))
    expect(code(await signProtocol(app, one, { ...which, version: 1, names: ['А. А.', 'Б. Б.'] }))).toBe('paper.nothingKeyed')
  })

  it('have polling points with serials of their own, shown without what is counted', async () => {
    const { app, cycle, which, one } = await prepared()
    const typed = { area: cycle.areas[0]?.id, name: 'Маданият үйү' }
    const save = async (more: object) =>
      code(await saveStation(app, one, { ...stationForm.parse({ ...typed, ...more }), cycle: cycle.id, ...more }))
    expect(await save({ firstSerial: '100', lastSerial: '120' })).toBe('station.serialsTaken')
    expect(await save({ firstSerial: '101', lastSerial: '120' })).toBe('ok')
    expect(await save({ area: 'elsewhere' })).toBe('station.area')
    expect(await save({ station: 2, version: 7 })).toBe('edited.meanwhile')
    expect(await readStations(app, cycle.id)).toMatchObject([
      { number: 1, name: '№ 2 мектеп' },
      { number: 2, name: 'Маданият үйү' },
    ])
    await keyAll(app, one, which, [BLANK])
    expect(code(await removeStation(app, one, which))).toBe('station.inUse')
    must(await removeStation(app, one, { ...which, station: 2 }))
    expect(await readStations(app, cycle.id)).toHaveLength(1)
  })

  it('are printed from what was frozen, with the serial on the stub and nowhere else', async () => {
    const { app, cycle, which, one } = await prepared()
    const area = cycle.areas[0]?.id ?? ''
    const pdf = must(await printBallots(app, one, { ...which, first: 1 }))
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF')
    // Fifty serials, two ballots on a page.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(25)
    const content = must(await readPrinted(app, one, { cycle: cycle.id, area }))
    const below = (serial: number) => JSON.stringify(ballotSheet(content, { serial, rotation: 0 }, 1).slice(1))
    expect(below(1)).toBe(below(77))
    expect(JSON.stringify(ballotSheet(content, { serial: 77, rotation: 0 }, 1)[0])).toContain('000077')
    expect(code(await printBallots(app, one, { ...which, first: 2 }))).toBe('paper.print.serials')
    const shorter = { ...stationForm.parse({ area, name: 'а', firstSerial: '1', lastSerial: '90' }), ...which }
    expect(code(await saveStation(app, one, shorter))).toBe('station.serialsPrinted')
    expect(must(await readStationWork(app, one, which)).station.printed).toEqual([{ first: 1, at: NOW.toISOString() }])
    const trail = await app.store.read.select().from(auditEntry)
    const printed = trail.filter(row => row.action === 'paper.ballotsPrinted')
    expect(printed.map(row => JSON.parse(row.detail))).toMatchObject([{ first: 1, last: 50, rotation: 0, frozen: 1 }])
    const open = await prepared({ frozen: false })
    expect(code(await printBallots(open.app, open.one, { ...open.which, first: 1 }))).toBe('paper.print.notYet')
    expect(code(await printSample(open.app, open.one, { cycle: open.cycle.id, area }))).toBe('paper.print.noProjects')
    expect(code(await printSample(app, one, { cycle: cycle.id, area }))).toBe('ok')
  })

  it('show a person only what they keyed, and both keyings only to a third', async () => {
    const { app, which, one, two, three } = await prepared()
    await keyAll(app, one, which, [read('p1'), read('p2')])
    await keyAll(app, two, which, [read('p3')])
    const seen = async (viewer: typeof one, after?: number) => must(await readStationWork(app, viewer, which, after))
    expect(await seen(one, 1)).toMatchObject({ mine: 2, next: 3, kept: { entry: { choices: [{ project: 'p1' }] } } })
    expect(await seen(two, 2)).toMatchObject({ mine: 1, next: 3, kept: undefined, differences: [{ number: 1, both: undefined }] })
    expect((await seen(two)).next).toBe(2)
    expect((await seen(three)).differences[0]?.both?.map(one => one.entry.choices)).toEqual([
      [{ project: 'p1' }],
      [{ project: 'p3' }],
    ])
  })

  it('come from a device as well, each once, and only from who keyed them', async () => {
    const { app, cycle, which, one, two } = await prepared()
    const keyings = [1, 2].map(number => ({ entryKey: `device-${number}`, number, ...read('p1') }))
    const body = { account: 'one', keyings: keyings.map(one => ({ ...one, choices: [...one.choices] })) }
    expect(code(await keyBallots(app, two, which, body))).toBe('paper.otherAccount')
    expect(must(await keyBallots(app, one, which, body)).map(one => one.state)).toEqual(['kept', 'kept'])
    expect(must(await keyBallots(app, one, which, body)).map(one => one.state)).toEqual(['again', 'again'])
    const other = { ...body, keyings: body.keyings.map(one => ({ ...one, entryKey: `${one.entryKey}-b` })) }
    expect(must(await keyBallots(app, one, which, other)).map(one => one.refusal?.code)).toEqual([
      'paper.keyedByYou',
      'paper.keyedByYou',
    ])
    expect((await readPaperCounts(app, cycle.id)).stations[0]).toMatchObject({ keyed: 2, once: 2 })
  })

  it('open to nobody without the permission', async () => {
    const { app, cycle, place, which } = await prepared()
    const station = stationForm.parse({ area: 'elsewhere', name: 'а' })
    const asks = [
      ['paper.prepare', viewer => saveStation(app, viewer, { ...station, cycle: cycle.id })],
      ['paper.prepare', viewer => removeStation(app, viewer, { ...which, station: 9 })],
      ['paper.prepare', viewer => keepProtocol(app, viewer, { ...which, station: 9, version: 0, figures: FIGURES })],
      ['paper.prepare', viewer => signProtocol(app, viewer, { ...which, station: 9, version: 0, names: [] })],
      ['paper.prepare', viewer => reopenProtocol(app, viewer, { ...which, version: 9, reason: 'а' })],
      ['paper.prepare', viewer => printBallots(app, viewer, { ...which, first: 7 })],
      ['paper.prepare', viewer => printSample(app, viewer, { cycle: cycle.id, area: 'elsewhere' })],
      ['paper.prepare', viewer => readPrinted(app, viewer, { cycle: cycle.id, area: 'elsewhere' })],
      ['paper.prepare', viewer => attachScan(app, viewer, { ...which, file: new File([], 'a.pdf') })],
      ['office.read', viewer => readPaperWork(app, viewer, cycle.id)],
      ['office.read', viewer => readStationWork(app, viewer, which)],
      ['paper.key', viewer => keyBallots(app, viewer, which, { account: 'nobody', keyings: [] })],
      ['paper.key', viewer => keyBallot(app, viewer, { ...which, station: 9, number: 1, ...BLANK })],
      ['paper.key', viewer => settleBallot(app, viewer, { ...which, number: 9, as: 1 })],
    ] as const satisfies readonly (readonly ['paper.prepare' | 'paper.key' | 'office.read', (viewer: Parameters<typeof keyBallot>[1]) => Promise<Result<unknown>>])[] // prettier-ignore
    for (const [permission, ask] of asks)
      for (const [who, viewer, allowed] of placedKnockers(permission, placesOf(place)))
        expect(refusedWith(await ask(viewer), 'forbidden'), `${permission} ${who}`).toBe(!allowed)
  })
})
