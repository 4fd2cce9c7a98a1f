import { describe, expect, it } from 'vitest'
import { boxEnvelope } from '#db/schema/ballotBox.ts'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { closeBox, closeDueBoxes } from '#features/participatory-budgeting/ballots/closeBox.ts'
import { makeBoxKey } from '#features/participatory-budgeting/ballots/makeBoxKey.ts'
import { openBox } from '#features/participatory-budgeting/ballots/openBox.ts'
import { placeDemoKey } from '#features/participatory-budgeting/ballots/placeDemoKey.ts'
import { isBoxClosed, readBoxKey } from '#features/participatory-budgeting/ballots/readBox.ts'
import { readClosing, readListA, readOpened } from '#features/participatory-budgeting/ballots/readOpened.ts'
import { readOfficeBox } from '#features/participatory-budgeting/ballots/readOfficeBox.ts'
import { rehearseBoxKey } from '#features/participatory-budgeting/ballots/rehearseBoxKey.ts'
import { chainOf } from '#features/participatory-budgeting/ballots/rules/chain.ts'
import { sheetLines } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import { verifyBox } from '#features/participatory-budgeting/ballots/verifyBox.ts'
import { refusedWith } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { must, openBoxOf, pair, PROJECTS, putBallot } from '#tests/support/ballotBox.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { placedKnockers } from '#tests/support/viewers.ts'
import { wholeStore } from '#tests/support/wholeStore.ts'

const START = new Date('2026-11-20T04:00:00Z')
const AFTER = new Date('2026-12-02T04:00:00Z')

/** An app whose clock the test sets. */
async function timed() {
  let now = START
  const app = await testApp({ now: () => now })
  return { app, set: (at: Date) => (now = at) }
}

describe.skipIf(engineMissing())('the key of a ballot box', () => {
  it('exists on three sheets of which any two open a trial envelope, and nowhere else', async () => {
    const app = await testApp({ now: START })
    await seedBase(app)
    const { id } = await seededCycle(app, { phase: 'pricing' })
    const made = must(await makeBoxKey(app, OPERATOR, id))
    const sheets = made.sheets.map(one => sheetLines(one).join('\n'))
    expect(sheets).toHaveLength(3)
    expect((await readBoxKey(app, id))?.rehearsedAt).toBeUndefined()
    for (const [first, second] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const)
      // prettier-ignore
      must(await rehearseBoxKey(app, OPERATOR, id, pair({ sheets: sheets as never }, first, second)))
    expect((await readBoxKey(app, id))?.rehearsedAt).toEqual(START)
    const store = await wholeStore(app.config.databaseUrl)
    for (const one of made.sheets)
      for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
        expect(store).not.toContain(Buffer.from(one.share).toString(form))
    for (const line of sheets.flatMap(one => one.split('\n'))) expect(store).not.toContain(line)
  })

  it('says which line of which sheet has a slip, and knows sheets of another key and one sheet typed twice', async () => {
    const app = await testApp({ now: START })
    await seedBase(app)
    const { id } = await seededCycle(app, { phase: 'pricing' })
    const older = must(await makeBoxKey(app, OPERATOR, id)).sheets.map(one => sheetLines(one).join('\n'))
    const [one = '', two = ''] = must(await makeBoxKey(app, OPERATOR, id)).sheets.map(sheet => sheetLines(sheet).join('\n'))
    const slip = two.split('\n').map((line, at) => (at === 3 ? `${line[0] === 'A' ? 'B' : 'A'}${line.slice(1)}` : line))
    const typed = (sheet1: string, sheet2: string) => rehearseBoxKey(app, OPERATOR, id, { sheet1, sheet2 })
    expect(await typed(one, slip.join('\n'))).toEqual({
      ok: false,
      refusals: [{ code: 'box.sheetLine', path: 'sheet2', values: { line: 4 } }],
    })
    expect(refusedWith(await typed(one, one), 'box.sheetSame')).toBe(true)
    expect(refusedWith(await typed(one, older[1] ?? ''), 'box.sheetOtherKey')).toBe(true)
    expect(refusedWith(await typed('', two), 'box.sheetMissing')).toBe(true)
    expect((await readBoxKey(app, id))?.rehearsedAt).toBeUndefined()
    // As people type it: small letters, dashes, numbers before the lines, o for 0.
    const sloppy = two.split('\n').map((line, at) => `${at + 1}. ${line.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o')}`)
    must(await typed(one.replace(/\s/g, ''), sloppy.join('\n\n')))
  })

  it('is made anew before voting opens only, and then has to be rehearsed again', async () => {
    const app = await testApp({ now: START })
    const box = await openBoxOf(app)
    expect(refusedWith(await makeBoxKey(app, OPERATOR, box.cycle.id), 'box.frozen')).toBe(true)
    const next = await seededCycle(app, { id: 'next-2027', phase: 'pricing' })
    const first = must(await makeBoxKey(app, OPERATOR, next.id))
    const [a = '', b = ''] = first.sheets.map(one => sheetLines(one).join('\n'))
    must(await rehearseBoxKey(app, OPERATOR, next.id, { sheet1: a, sheet2: b }))
    must(await makeBoxKey(app, OPERATOR, next.id))
    expect((await readBoxKey(app, next.id))?.rehearsedAt).toBeUndefined()
    const paper = await seededCycle(app, {
      ...{ id: 'paper-2027', phase: 'pricing' },
      rules: { vote: { ...next.rules.vote, channels: { code: false, eid: false, paper: true } } },
    })
    expect(refusedWith(await makeBoxKey(app, OPERATOR, paper.id), 'box.notOnline')).toBe(true)
  })

  it('of the demo goes to demo cycles only', async () => {
    const app = await testApp({ now: START })
    await seedBase(app)
    const { id } = await seededCycle(app)
    expect(refusedWith(await placeDemoKey(app, id), 'box.notDemo')).toBe(true)
  })
})

describe.skipIf(engineMissing())('closing and opening a box', () => {
  it('is refused before voting online is over; then it takes no ballot more, also with the clock set back', async () => {
    const { app, set } = await timed()
    const box = await openBoxOf(app)
    must((await putBallot(app, box, [{ project: 'aryk' }])).result)
    expect(refusedWith(await closeBox(app, OPERATOR, box.cycle.id), 'box.tooEarly')).toBe(true)
    set(AFTER)
    await closeDueBoxes(app)
    const closing = await readClosing(app, box.cycle.id)
    expect(closing).toMatchObject({ closedAt: AFTER, envelopes: 1 })
    set(START)
    expect(await isBoxClosed(app, box.cycle.id)).toBe(true)
    const late = await putBallot(app, box, [{ project: 'dam' }])
    expect(refusedWith(late.result, 'vote.closed')).toBe(true)
    expect(must(await closeBox(app, OPERATOR, box.cycle.id))).toMatchObject({
      closedAt: AFTER,
      envelopes: 1,
      head: closing?.head,
    })
  })

  it('chains all envelopes the same whatever order they came in, and notices one that was taken out or exchanged', async () => {
    const { app, set } = await timed()
    const box = await openBoxOf(app)
    for (let n = 0; n < 12; n += 1) must((await putBallot(app, box, [{ project: PROJECTS[n % 5]?.id ?? '' }])).result)
    set(AFTER)
    const { head } = must(await closeBox(app, OPERATOR, box.cycle.id))
    const list = await readListA(app, box.cycle.id)
    expect(list).toMatchObject({ head, recorded: head })
    expect(list?.links.map(one => one.fingerprint)).toEqual(list?.links.map(one => one.fingerprint).toSorted())
    for (let n = 0; n < 5; n += 1) {
      const mixed = [...(list?.links ?? [])].sort(() => Math.random() - 0.5)
      expect(chainOf(list?.start ?? '', mixed).head).toBe(head)
    }
    expect(must(await verifyBox(app, OPERATOR, box.cycle.id))).toMatchObject({ sound: true, chain: 'same', envelopes: 12 })
    const rows = await app.store.read.select().from(boxEnvelope)
    const [first, second] = rows
    await app.store.write(async tx => {
      await tx.delete(boxEnvelope)
      await tx.insert(boxEnvelope).values(rows.map(row => (row === first ? { ...row, sealed: second?.sealed ?? '' } : row)))
    })
    expect(must(await verifyBox(app, OPERATOR, box.cycle.id))).toMatchObject({ sound: false, chain: 'different' })
    expect(refusedWith(await openBox(app, OPERATOR, box.cycle.id, pair(box)), 'box.changed')).toBe(true)
    expect(refusedWith(await closeBox(app, OPERATOR, box.cycle.id), 'box.changed')).toBe(true)
  })

  it('opens with any two sheets: ballots by content, none dropped in silence, none that leads back', async () => {
    const { app, set } = await timed()
    const box = await openBoxOf(app)
    const votes = [['dam'], ['aryk', 'club'], [], ['aryk'], ['aryk', 'club'], ['bridge']]
    for (const vote of votes)
      must(
        (
          await putBallot(
            app,
            box,
            vote.map(project => ({ project })),
          )
        ).result,
      )
    const unknown = await putBallot(app, box, [{ project: 'palace' }])
    const moved = await putBallot(app, box, [], { content: { receipt: 'another' } })
    const lied = await putBallot(app, box, [{ project: 'dam' }], { fingerprint: '0'.repeat(64) })
    expect(refusedWith(await openBox(app, OPERATOR, box.cycle.id, pair(box)), 'box.notClosed')).toBe(true)
    // Voting online is over, and the polling points are open.
    set(new Date(START.getTime() + 4.5 * 86_400_000))
    must(await closeBox(app, OPERATOR, box.cycle.id))
    expect(refusedWith(await openBox(app, OPERATOR, box.cycle.id, pair(box)), 'box.paperOpen')).toBe(true)
    set(AFTER)
    expect(await readOpened(app, box.cycle.id)).toBeUndefined()
    const done = must(await openBox(app, OPERATOR, box.cycle.id, pair(box, 2, 1)))
    expect(done.ballots).toBe(6)
    expect(Object.fromEntries(done.spoiled.map(one => [one.receipt, one.code]))).toEqual({
      [unknown.receipt]: 'rules',
      [moved.receipt]: 'otherPlace',
      [lied.receipt]: 'fingerprint',
    })
    const opened = await readOpened(app, box.cycle.id)
    expect(opened?.ballots.map(one => [one.number, one.choices.map(choice => choice.project).join('+')])).toEqual([
      [1, ''],
      [2, 'aryk+club'],
      [3, 'aryk+club'],
      [4, 'aryk'],
      [5, 'bridge'],
      [6, 'dam'],
    ])
    expect(opened?.rotations).toEqual([{ rotation: 1, count: 6 }])
    expect(refusedWith(await openBox(app, OPERATOR, box.cycle.id, pair(box)), 'box.openedAlready')).toBe(true)
    const verdict = must(await verifyBox(app, OPERATOR, box.cycle.id, pair(box, 0, 2)))
    expect(verdict).toMatchObject({ sound: true, ballots: 'same', opened: 6, spoiled: 3, envelopes: 9 })
  })

  it('waits for a ballot that is being cast: each is in the chain or refused, never lost', async () => {
    const { app, set } = await timed()
    const box = await openBoxOf(app)
    set(AFTER)
    const casts = Array.from({ length: 40 }, (_, n) => putBallot(app, box, [{ project: PROJECTS[n % 5]?.id ?? '' }]))
    const closed = closeBox(app, OPERATOR, box.cycle.id)
    const more = Array.from({ length: 20 }, () => putBallot(app, box, []))
    const results = await Promise.all([...casts, ...more])
    const { envelopes } = must(await closed)
    expect(envelopes).toBe(results.filter(one => one.result.ok).length)
    expect(must(await verifyBox(app, OPERATOR, box.cycle.id)).sound).toBe(true)
  })
})

describe.skipIf(engineMissing())('who may hold the key', () => {
  it('the commission of the place and who administers: to make, rehearse, close, open and verify', async () => {
    const app = await testApp({ now: AFTER })
    const box = await openBoxOf(app)
    const closed = await seededCycle(app, { id: 'over-2026', phase: 'voting' })
    const municipality = await readMunicipality(app, box.cycle.municipalityId)
    for (const [who, viewer, allowed] of placedKnockers('box.key', municipality ? placesOf(municipality) : [])) {
      const answers = {
        make: await makeBoxKey(app, viewer, box.cycle.id),
        rehearse: await rehearseBoxKey(app, viewer, box.cycle.id, { sheet1: '', sheet2: '' }),
        close: await closeBox(app, viewer, box.cycle.id),
        open: await openBox(app, viewer, box.cycle.id, { sheet1: '', sheet2: '' }),
        verify: await verifyBox(app, viewer, closed.id),
      }
      for (const [what, answer] of Object.entries(answers))
        expect(refusedWith(answer, 'forbidden'), `${who}: ${what}`).toBe(!allowed)
    }
    expect(refusedWith(await makeBoxKey(app, OPERATOR, 'nowhere'), 'cycle.unknown')).toBe(true)
    if (!municipality) throw new Error('no place')
    for (const [who, viewer, allowed] of placedKnockers('box.key', placesOf(municipality)))
      expect((await readOfficeBox(app, viewer, municipality, box.cycle)).may, who).toBe(allowed)
  })
})
