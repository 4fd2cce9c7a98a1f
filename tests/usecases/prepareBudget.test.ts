import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { searchDocument } from '#db/schema/search.ts'
import { seedBase } from '#db/seed/base.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { budgetTemplate } from '#features/budgets/budgetTemplate.ts'
import { correctColumns } from '#features/budgets/correctColumns.ts'
import { correctYear } from '#features/budgets/correctYear.ts'
import { discardBudget } from '#features/budgets/discardBudget.ts'
import { eraseUploads } from '#features/budgets/eraseUploads.ts'
import { explainFindings } from '#features/budgets/explainFindings.ts'
import { type BroughtFile, prepareBudget } from '#features/budgets/prepareBudget.ts'
import { publishPrepared } from '#features/budgets/publishPrepared.ts'
import { readBudget } from '#features/budgets/readBudget.ts'
import { readOfficeBudgets } from '#features/budgets/readOfficeBudgets.ts'
import { readPreparedBudget } from '#features/budgets/readPreparedBudget.ts'
import { readPreparedChanges, readPreparedPage } from '#features/budgets/readPreparedPage.ts'
import { asked } from '#features/budgets/rules/prepared.ts'
import type { ColumnRole } from '#features/budgets/rules/reading/mapping.ts'
import { readWaitingBudgets } from '#features/budgets/readWaitingBudgets.ts'
import { OPERATOR, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import type { Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { holding, placedKnockers } from '#tests/support/viewers.ts'

const PLACE = 'ala-buka'
const ok = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(one => one.code))

const csv = (rows: readonly (readonly string[])[]) => Buffer.from(rows.map(row => row.join(';')).join('\n'))
const CLEAN = csv([
  ['Аталышы', '2027-жыл, миң сом'],
  ['Кирешелер', ''],
  ['Жер салыгы', '60000'],
  ['Мүлк салыгы', '40000'],
  ['Жыйынтыгы', '100000'],
  ['Чыгашалар', ''],
  ['Көчө жарыгы', '30000'],
  ['Таза суу', '70000'],
  ['Жыйынтыгы', '100000'],
])
const SLIPPED = Buffer.from(CLEAN.toString().replace('Жыйынтыгы;100000', 'Жыйынтыгы;110000'))

async function open(now?: () => Date) {
  const app = await testApp({ now: now ?? (() => new Date('2026-11-25T06:00:00Z')) })
  await seedBase(app)
  const place = await readMunicipality(app, PLACE)
  if (!place) throw new Error('no such municipality')
  const bring = (bytes: Uint8Array, more: Partial<BroughtFile> = {}, viewer: Viewer = OPERATOR) =>
    prepareBudget(app, viewer, { municipality: PLACE, year: 2027, stage: 'draft', fileName: 'бюджет.csv', bytes, ...more })
  const read = async (id: string) => ok(await readPreparedBudget(app, OPERATOR, { municipality: PLACE, id }))
  return { app, place, bring, read }
}

describe.skipIf(engineMissing())('a budget prepared in the office', () => {
  it('is read at once, seen by the publisher whoever prepared it, and public only once it is published', async () => {
    const { app, place, bring, read } = await open()
    const [editor, publisher] = [holding('editor', place.id), holding('publisher', place.id)]
    const { id } = ok(await bring(CLEAN, {}, editor))
    const { row, result } = await read(id)
    expect(row).toMatchObject({ state: 'read', version: 1, lineCount: 6, openCount: 0, createdBy: 'account:test-editor' })
    expect(result?.sheets[0]).toMatchObject({
      state: 'read',
      headerRow: 1,
      columns: [
        { column: 1, role: 'name', samples: ['Кирешелер', 'Жер салыгы', 'Мүлк салыгы'] },
        { column: 2, role: 'plan', heading: '2027-жыл, миң сом' },
      ],
    })
    expect(await readBudget(app, place.id, 2027)).toBeUndefined()
    const office = ok(await readOfficeBudgets(app, publisher, place.id))
    expect(office).toMatchObject({ preparedCount: 1, prepared: [{ id }], mayPublish: true })
    expect(ok(await readOfficeBudgets(app, holding('branch', place.oblast?.id), place.id))).toMatchObject({ preparedCount: 0 })
    const which = { municipality: PLACE, id, version: 1 }
    expect(codes(await publishPrepared(app, editor, which))).toEqual(['forbidden'])
    const published = ok(await publishPrepared(app, publisher, which))
    const budget = await readBudget(app, place.id, 2027)
    expect(budget).toMatchObject({ id: published.id, stage: 'draft', version: 1, lineCount: 6, printedUnit: 'thousandSom' })
    expect((await read(id)).row).toMatchObject({ state: 'published', budgetId: published.id })
    expect(codes(await publishPrepared(app, publisher, which))).toEqual(['prepared.over'])
    expect(codes(await discardBudget(app, publisher, which))).toEqual(['prepared.over'])
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('asks for each finding that does not fit, and shows the explanation beside it for good', async () => {
    const { app, place, bring, read } = await open()
    const { id } = ok(await bring(SLIPPED))
    const { row, result } = await read(id)
    const questions = asked(result?.findings ?? [])
    expect([row.openCount, questions.length]).toEqual([questions.length, questions.length])
    expect(row.openCount).toBeGreaterThan(0)
    const which = { municipality: PLACE, id, version: 1 }
    expect(codes(await publishPrepared(app, OPERATOR, which))).toEqual(['findings.open'])
    const answers = Object.fromEntries(questions.map(({ key }) => [key, { reason: 'asPrinted' as const, text: 'Катасы бар' }]))
    expect(ok(await explainFindings(app, OPERATOR, { ...which, answers }))).toEqual({ open: 0 })
    ok(await publishPrepared(app, OPERATOR, { ...which, version: 2 }))
    const budget = await readBudget(app, place.id, 2027)
    expect(budget?.findings.filter(one => one.explanation)).toHaveLength(questions.length)
    expect(budget?.findings.find(one => one.code === 'partsDoNotAddUp')).toMatchObject({
      reason: 'asPrinted', explanation: 'Катасы бар', explainedBy: 'operator', explainedAt: new Date('2026-11-25T06:00:00Z'),
    }) // prettier-ignore
  })

  it('an answer may be taken back, and stays when a mended file comes', async () => {
    const { app, bring, read } = await open()
    const { id } = ok(await bring(SLIPPED))
    const [first] = asked((await read(id)).result?.findings ?? [])
    const key = first?.key ?? ''
    const say = (version: number, answer: object) =>
      explainFindings(app, OPERATOR, { municipality: PLACE, id, version, answers: { [key]: answer } })
    const open0 = (await read(id)).row.openCount
    ok(await say(1, { text: 'Түшүндүрмө' }))
    expect((await read(id)).row).toMatchObject({ version: 2, openCount: open0 - 1 })
    ok(await bring(SLIPPED, { replaces: { id, version: 2 } }))
    expect((await read(id)).row).toMatchObject({ version: 3, openCount: open0 - 1, state: 'read' })
    ok(await say(3, {}))
    expect((await read(id)).row.openCount).toBe(open0)
  })

  it('of two people, the second is told, and nothing of the first is lost', async () => {
    const { app, bring, read } = await open()
    const { id } = ok(await bring(SLIPPED))
    const [first] = asked((await read(id)).result?.findings ?? [])
    const key = first?.key ?? ''
    const which = { municipality: PLACE, id, version: 1 }
    ok(await explainFindings(app, OPERATOR, { ...which, answers: { [key]: { text: 'биринчи' } } }))
    expect(codes(await explainFindings(app, OPERATOR, { ...which, answers: { [key]: { text: 'экинчи' } } }))).toEqual([
      'edited.meanwhile',
    ])
    expect(codes(await correctColumns(app, OPERATOR, { ...which, mapping: { sheets: {} } }))).toEqual(['edited.meanwhile'])
    expect(codes(await discardBudget(app, OPERATOR, which))).toEqual(['edited.meanwhile'])
    expect(codes(await bring(CLEAN, { replaces: { id, version: 1 } }))).toEqual(['edited.meanwhile'])
    expect((await read(id)).row.answers[key]).toMatchObject({ text: 'биринчи' })
    const clean = ok(await bring(CLEAN)).id
    ok(await correctColumns(app, OPERATOR, { municipality: PLACE, id: clean, version: 1, mapping: { unit: 'som', sheets: {} } }))
    expect(codes(await publishPrepared(app, OPERATOR, { municipality: PLACE, id: clean, version: 1 }))).toEqual([
      'edited.meanwhile',
    ])
  })

  it('columns said by a person are read so, and remembered for next year’s file with the same headings', async () => {
    const { app, bring, read } = await open()
    const file = (year: number) =>
      csv([
        ['Аталышы', `${year}-ж. план 1`, `${year}-ж. план 2`],
        ['Кирешелер', '', ''],
        ['Жер салыгы', '1', '600'],
        ['Чыгашалар', '', ''],
        ['Таза суу', '2', '600'],
      ])
    const { id } = ok(await bring(file(2027)))
    const first = await read(id)
    expect([first.row.state, first.row.refusals?.[0]?.code]).toEqual(['refused', 'sheet.severalColumns'])
    expect(first.result?.sheets[0]?.columns.map(one => one.role)).toEqual(['name', 'ignore', 'ignore'])
    const columns: Record<string, ColumnRole> = { 1: 'name', 2: 'ignore', 3: 'plan' }
    const mapping = { unit: 'thousandSom' as const, sheets: { 0: { read: true, headerRow: 1, columns } } }
    ok(await correctColumns(app, OPERATOR, { municipality: PLACE, id, version: 1, mapping }))
    expect((await read(id)).row).toMatchObject({ state: 'read', version: 2, lineCount: 2 })
    const next = await read(ok(await bring(file(2028), { year: 2028 })).id)
    expect(next.row).toMatchObject({ state: 'read', lineCount: 2 })
    expect(next.result).toMatchObject({
      unit: 'thousandSom',
      sheets: [{ isRemembered: true }],
      lines: [{ plan: 60_000_000 }, {}],
    })
  })

  it('is compared with the version it replaces and with last year, and shown as residents will see it', async () => {
    const { app, bring } = await open()
    const before = Buffer.from(
      CLEAN.toString().replace('2027', '2026').replace('Таза суу;70000', 'Жол;60000').replace('30000', '40000'),
    )
    const first = ok(await bring(before, { year: 2026, stage: 'approved' }))
    ok(await publishPrepared(app, OPERATOR, { municipality: PLACE, id: first.id, version: 1 }))
    const { id } = ok(await bring(CLEAN))
    const changes = ok(await readPreparedChanges(app, OPERATOR, { municipality: PLACE, id }))
    expect(changes).toMatchObject({ bases: ['lastYear'], basis: 'lastYear', with: { year: 2026 }, comparison: { same: 2 } })
    expect(changes.comparison?.added.map(one => one.line.name)).toEqual(['Таза суу'])
    expect(changes.comparison?.gone.map(one => one.line.name)).toEqual(['Жол'])
    expect(changes.comparison?.changed.map(one => [one.line.name, one.by])).toEqual([['Көчө жарыгы', -1_000_000_000]])
    const { page } = ok(await readPreparedPage(app, OPERATOR, { municipality: PLACE, id }))
    expect(page.budget).toMatchObject({ year: 2027, version: 1, isCurrent: true, lineCount: 6 })
    expect(page.lastYear?.year).toBe(2026)
  })

  it.each([
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452'.padEnd(400, '0'), 'hex'), 'file.type'],
    ['an old document under a new name', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'), 'file.type'],
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['too much', Buffer.alloc(10 * 1024 * 1024 + 1), 'file.tooLarge'],
  ])('keeps nothing of %s', async (_, bytes, code) => {
    const { app, place, bring } = await open()
    expect(codes(await bring(bytes))).toEqual([code])
    expect(ok(await readOfficeBudgets(app, OPERATOR, place.id)).preparedCount).toBe(0)
  })

  it('a long file is read in the background, also where the reader before was stopped in the middle', async () => {
    let now = new Date('2026-11-25T06:00:00Z')
    const { app, bring, read } = await open(() => now)
    const rows = Array.from({ length: 30_000 }, (_, n) => [`Берене ${n}`, n % 5 === 0 ? n + 1 : null])
    const bytes = await writeXlsx([['Аталышы', '2027-жыл план, сом'], ['Чыгашалар', null], ...rows], {}).toBuffer()
    const { id } = ok(await bring(bytes))
    expect((await read(id)).row).toMatchObject({ state: 'reading', attempts: 0 })
    // A reader that dies leaves its lease behind; nobody else reads before it is over.
    await app.store.write(async tx => {
      const { claimUpload } = await import('#features/budgets/store/uploads.ts')
      await claimUpload(tx, { id, now, holder: 'dead', until: new Date(now.getTime() + 30_000) })
    })
    expect(await readWaitingBudgets(app)).toBe(0)
    now = new Date(now.getTime() + 31_000)
    expect(await readWaitingBudgets(app)).toBe(1)
    expect((await read(id)).row).toMatchObject({ state: 'read', lineCount: 6_000, attempts: 2, percentRead: 100 })
  })

  it('year and stage can be corrected without bringing the file again; columns said for the wrong year count no more', async () => {
    const { app, bring, read } = await open()
    const file = csv([
      ['Аталышы', '2026-ж. план', '2027-ж. план'],
      ['Кирешелер', '', ''],
      ['Жер салыгы', '500', '600'],
      ['Чыгашалар', '', ''],
      ['Таза суу', '500', '600'],
    ])
    const { id } = ok(await bring(file, { year: 2026, stage: 'approved' }))
    const which = { municipality: PLACE, id }
    const columns = { 1: 'name', 2: 'plan' } as const
    ok(
      await correctColumns(app, OPERATOR, {
        ...which,
        version: 1,
        mapping: { sheets: { 0: { read: true, headerRow: 1, columns } } },
      }),
    )
    expect((await read(id)).result?.lines[0]?.plan).toBe(50_000)
    ok(await correctYear(app, OPERATOR, { ...which, version: 2, year: 2027, stage: 'draft' }))
    const { row, result } = await read(id)
    expect(row).toMatchObject({ state: 'read', version: 3, year: 2027, stage: 'draft', mapping: null })
    expect(result?.lines[0]?.plan).toBe(60_000)
    expect(codes(await correctYear(app, OPERATOR, { ...which, version: 2, year: 2026, stage: 'draft' }))).toEqual([
      'edited.meanwhile',
    ])
  })

  it('a day later the bytes of what was given up or replaced are gone, the original of a published version is not', async () => {
    // Ids of the store tell the real time.
    const app = await testApp({ now: () => new Date() })
    await seedBase(app)
    const about = { municipality: PLACE, year: 2027, stage: 'draft', fileName: 'бюджет.csv' } as const
    const bring = (more: Partial<BroughtFile> = {}) => prepareBudget(app, OPERATOR, { ...about, bytes: CLEAN, ...more })
    const rowOf = async (id: string) => ok(await readPreparedBudget(app, OPERATOR, { municipality: PLACE, id })).row
    const [given, published, open] = [ok(await bring()).id, ok(await bring()).id, ok(await bring()).id]
    const [first, second] = [await rowOf(given), await rowOf(published)]
    ok(await discardBudget(app, OPERATOR, { municipality: PLACE, id: given, version: 1 }))
    ok(await publishPrepared(app, OPERATOR, { municipality: PLACE, id: published, version: 1 }))
    const replaced = (await rowOf(open)).fileKey
    ok(await bring({ replaces: { id: open, version: 1 } }))
    expect(await eraseUploads(app)).toBe(0)
    expect(await eraseUploads({ ...app, now: () => new Date(Date.now() + 25 * 3_600_000) })).toBe(5)
    const last = await rowOf(open)
    const left = [last.fileKey, last.resultKey, second.fileKey].map(key => key ?? '').sort()
    expect((await app.files.keys('budgets/uploads')).sort()).toEqual(left)
    for (const key of [first.fileKey, replaced]) expect(await app.files.get(key)).toBeUndefined()
    // Pages of what is over still open.
    expect((await rowOf(given)).state).toBe('discarded')
  })

  it('more lines than a budget has are refused with their number, and what was seen of the table stays', async () => {
    const { app, bring, read } = await open()
    const rows = Array.from({ length: 20_001 }, (_, n) => [`Берене ${n}`, '1'])
    const { id } = ok(await bring(csv([['Аталышы', '2027-жыл план, сом'], ['Чыгашалар', ''], ...rows])))
    expect(await readWaitingBudgets(app)).toBe(1)
    const { row, result } = await read(id)
    expect([row.state, row.refusals]).toEqual([
      'refused',
      [{ code: 'sheet.tooManyLines', values: { lines: 20_001, maximum: 20_000 } }],
    ])
    expect(result?.sheets[0]?.rows).toBe(20_003)
  })

  it('begins with a table that has last year’s lines and is read back as it is, also where there is no budget yet', async () => {
    const { app, bring, read } = await open()
    const table = async (stage: 'draft' | 'execution') =>
      ok(await budgetTemplate(app, OPERATOR, { municipality: PLACE, year: 2027, stage, lang: 'ru' })).bytes
    const start = await readSheets(await table('draft'))
    expect(start.ok && start.value[0]?.rows.length).toBeGreaterThan(20)
    const before = ok(await bring(Buffer.from(CLEAN.toString().replace('2027', '2026')), { year: 2026, stage: 'approved' }))
    ok(await publishPrepared(app, OPERATOR, { municipality: PLACE, id: before.id, version: 1 }))
    const made = await readSheets(await table('draft'))
    const rows = made.ok ? (made.value[0]?.rows ?? []) : []
    expect(rows[0]?.cells.map(cell => cell.text).slice(-2)).toEqual([
      'План на 2026 год, тыс. сомов',
      'План на 2027 год, тыс. сомов',
    ])
    const filled = rows.map((row, at) =>
      [...Array(6)].map((_, column) =>
        at > 0 && column === 3 ? String(at) : (row.cells.find(cell => cell.column === column + 1)?.text ?? ''),
      ),
    )
    const { row, result } = await read(ok(await bring(csv(filled))).id)
    expect([row.state, row.refusals]).toEqual(['read', null])
    expect(result?.lines.map(line => [line.side, line.kind, line.name, line.plan])).toEqual([
      ['revenue', 'line', 'Жер салыгы', 100_000],
      ['revenue', 'line', 'Мүлк салыгы', 200_000],
      ['revenue', 'total', 'Жыйынтыгы', 300_000],
      ['expenditure', 'line', 'Көчө жарыгы', 400_000],
      ['expenditure', 'line', 'Таза суу', 500_000],
      ['expenditure', 'total', 'Жыйынтыгы', 600_000],
    ])
  })

  it('asks the table of permissions in every use case', async () => {
    const { app, place, bring, read } = await open()
    const { id } = ok(await bring(CLEAN))
    const which = { municipality: PLACE, id }
    const here = placesOf(place)
    for (const [who, viewer, allowed] of placedKnockers('budget.prepare', here)) {
      const answers = [
        await bring(Buffer.alloc(0), {}, viewer),
        await readPreparedBudget(app, viewer, which),
        await readPreparedPage(app, viewer, which),
        await readPreparedChanges(app, viewer, which),
        await explainFindings(app, viewer, { ...which, version: 99, answers: {} }),
        await correctColumns(app, viewer, { ...which, version: 99, mapping: { sheets: {} } }),
        await correctYear(app, viewer, { ...which, version: 99, year: 2026, stage: 'draft' }),
        await discardBudget(app, viewer, { ...which, version: 99 }),
        await budgetTemplate(app, viewer, { municipality: PLACE, year: 2027, stage: 'draft', lang: 'ky' }),
      ]
      for (const [n, answer] of answers.entries())
        expect([who, n, codes(answer).includes('forbidden')]).toEqual([who, n, !allowed])
    }
    for (const [who, viewer, allowed] of placedKnockers('budget.import', here))
      expect([who, codes(await publishPrepared(app, viewer, { ...which, version: 99 }))]).toEqual([
        who,
        [allowed ? 'edited.meanwhile' : 'forbidden'],
      ])
    for (const [who, viewer, allowed] of placedKnockers('office.read', here))
      expect([who, codes(await readOfficeBudgets(app, viewer, place.id))]).toEqual([who, allowed ? [] : ['forbidden']])
    expect((await read(id)).row).toMatchObject({ state: 'read', version: 1 })
  })
})

describe.skipIf(engineMissing())('lines of a budget in the search', () => {
  it('are those of the budget in force: a report of half a year changes nothing, an amended plan takes the place of the approved one', async () => {
    const { app, place, bring } = await open()
    const publish = async (bytes: Uint8Array, more: Partial<BroughtFile>) => {
      const { id } = ok(await bring(bytes, { year: 2026, ...more }))
      const { row, result } = ok(await readPreparedBudget(app, OPERATOR, { municipality: PLACE, id }))
      const answers = Object.fromEntries(asked(result?.findings ?? []).map(({ key }) => [key, { reason: 'right' as const }]))
      const which = { municipality: PLACE, id }
      ok(await explainFindings(app, OPERATOR, { ...which, version: row.version, answers }))
      return ok(await publishPrepared(app, OPERATOR, { ...which, version: row.version + 1 }))
    }
    const known = async () =>
      (await app.store.read.select().from(searchDocument))
        .filter(one => one.kind === 'budgetLine')
        .map(one => `${one.lang} ${one.title} ${one.path}`)
        .sort()
    const text = CLEAN.toString().replace('2027', '2026')
    await publish(Buffer.from(text), { stage: 'approved' })
    const first = await known()
    expect(first).toContain('ky Таза суу /m/ala-buka/budget/2026#l4')
    expect(first.some(one => one.includes('Жыйынтыгы'))).toBe(false)
    await publish(Buffer.from(text.replace('Таза суу', 'Жол')), { stage: 'execution-h1' })
    expect(await known()).toEqual(first)
    await publish(Buffer.from(text.replace('Таза суу', 'Ичүүчү суу')), { stage: 'amended' })
    const later = await known()
    expect(later).toContain('ky Ичүүчү суу /m/ala-buka/budget/2026#l4')
    expect(later.some(one => one.includes('Таза суу'))).toBe(false)
    expect(await readBudget(app, place.id, 2026)).toMatchObject({ stage: 'amended' })
  })
})
