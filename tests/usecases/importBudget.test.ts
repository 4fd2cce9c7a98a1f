import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { seedBase } from '#db/seed/base.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { countBudgets } from '#features/budgets/countBudgets.ts'
import { importBudget } from '#features/budgets/importBudget.ts'
import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudget } from '#features/budgets/readBudget.ts'
import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import { chooseBudget, headlineBudget } from '#features/budgets/rules/choice.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { addTyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/budgets/${name}`, import.meta.url))
const ok = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(one => one.code))
const PLACE = 'aleksandrovka'

async function open() {
  const app = await testApp()
  await seedBase(app)
  const place = await readMunicipality(app, PLACE)
  if (!place) throw new Error('no such municipality')
  const bring = (name: string, more: Partial<Parameters<typeof importBudget>[2]> = {}) =>
    importBudget(app, OPERATOR, {
      bytes: more.bytes ?? fixture(name),
      fileName: name,
      municipality: PLACE,
      year: 2020,
      stage: 'approved',
      ...more,
    })
  return { app, place, bring }
}

describe.skipIf(engineMissing())('a budget from a spreadsheet', () => {
  it('keeps lines, printed text, source, original and findings, in the order of the document', async () => {
    const { app, place, bring } = await open()
    const source = { title: 'Жергиликтүү бюджет', url: 'http://aleksandrovka-aimak.kg/ky/mestniy-budget', date: '2020-01-20' }
    const imported = ok(await bring('aleksandrovka-2020.csv', { source }))
    const budget = await readBudget(app, place.id, 2020)
    expect(budget).toMatchObject({
      id: imported.id, version: 1, isCurrent: true, isDemo: false, printedUnit: 'thousandSom', lineCount: 18, findingCount: 1,
      revenue: { plan: 2_086_850_000, actual: undefined }, expenditure: { plan: undefined },
      source: { ...source, fileName: 'aleksandrovka-2020.csv' },
    }) // prettier-ignore
    expect(budget?.lines.map(line => line.position)).toEqual(Array.from({ length: 18 }, (_, n) => n))
    expect(budget?.lines[4]).toMatchObject({
      name: 'Кыймылсыз мүлктүн салыгы',
      plan: 35_110_000,
      printedPlan: '351,1',
      row: 8,
      names: { ru: 'Налог на недвижимое имущество', en: 'Immovable property tax' },
    })
    expect(addTyiyn(budget?.lines.filter(line => line.kind === 'line').map(line => line.plan ?? (0 as never)) ?? [])).toBe(
      2_168_940_000,
    )
    expect(budget?.findings).toMatchObject([
      { code: 'partsDoNotAddUp', difference: 82_090_000, row: 21, lineId: budget?.lines[17]?.id },
    ])
    expect(await app.files.get(`budgets/${imported.id}/source.csv`)).toEqual(fixture('aleksandrovka-2020.csv'))
    const line = budget?.lines[0]
    expect(await readBudgetLine(app, line?.id ?? '')).toMatchObject({
      line,
      budget: { id: imported.id, year: 2020, municipalityId: place.id },
    })
    expect(await countBudgets(app)).toEqual({ municipalities: 1, budgets: 1 })
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('imported again is a new version; the old one and its lines stay readable', async () => {
    const { app, place, bring } = await open()
    const first = ok(await bring('aleksandrovka-2020.csv'))
    const second = ok(await bring('windows-1251.csv', { year: 2020 }))
    expect(second.version).toBe(2)
    expect((await readBudget(app, place.id, 2020))?.id).toBe(second.id)
    expect(await readBudget(app, place.id, 2020, { stage: 'approved', version: 1 })).toMatchObject({
      id: first.id,
      isCurrent: false,
      lineCount: 18,
    })
    expect((await listBudgets(app, place.id)).map(one => [one.version, one.isCurrent])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(await countBudgets(app)).toEqual({ municipalities: 1, budgets: 1 })
  })

  it('the very same file again is refused and changes nothing, unless it is meant', async () => {
    const { app, place, bring } = await open()
    ok(await bring('aleksandrovka-2020.csv'))
    const again = await bring('aleksandrovka-2020.csv')
    expect(again.ok || again.refusals).toEqual([{ code: 'import.sameFile', values: { version: 1 } }])
    expect(codes(await bring('aleksandrovka-2020.csv', { dryRun: true }))).toEqual(['import.sameFile'])
    expect(await listBudgets(app, place.id)).toHaveLength(1)
    expect(ok(await bring('aleksandrovka-2020.csv', { again: true })).version).toBe(2)
    expect(ok(await bring('aleksandrovka-2020.csv', { stage: 'amended' })).version).toBe(1)
    expect(ok(await bring('aleksandrovka-2020.csv', { unit: 'som' })).version).toBe(3)
  })

  it('several of one stage at the same instant become versions one after another', async () => {
    const { app, place, bring } = await open()
    const bytes = (n: number) => Buffer.from(`Аталышы;План, сом\nКирешелер;\nСалык;${n}\n`)
    const kept = await Promise.all([1, 2, 3, 4].map(n => bring('x.csv', { bytes: bytes(n) })))
    expect(kept.map(one => ok(one).version).sort()).toEqual([1, 2, 3, 4])
    const listed = await listBudgets(app, place.id)
    expect(listed.filter(one => one.isCurrent).map(one => one.version)).toEqual([4])
    const same = await Promise.all([5, 5].map(n => bring('x.csv', { bytes: bytes(n) })))
    expect(same.filter(one => one.ok)).toHaveLength(1)
    expect(same.flatMap(codes)).toEqual(['import.sameFile'])
  })

  it('tells the pages that show it', async () => {
    const { app, place, bring } = await open()
    app.store.changedTags()
    ok(await bring('aleksandrovka-2020.csv'))
    expect(new Set(app.store.changedTags())).toEqual(new Set([`budget:${place.id}`, `municipality:${place.id}`, 'country']))
  })

  it('in a dry run or refused changes nothing', async () => {
    const { app, place, bring } = await open()
    expect(ok(await bring('aleksandrovka-2020.csv', { dryRun: true })).findings).toHaveLength(1)
    const refused = await bring('broken-amount.csv')
    expect(refused.ok || refused.refusals.map(one => [one.path, one.values?.text])).toEqual([
      ['C3', '12 43O'],
      ['C4', '12,5,0'],
      ['C5', 'жок'],
    ])
    expect(codes(await bring('no-amounts.csv'))).toEqual(['sheet.noAmounts'])
    expect(
      codes(
        await importBudget(app, VISITOR, {
          bytes: fixture('aleksandrovka-2020.csv'),
          municipality: PLACE,
          year: 2020,
          stage: 'approved',
        }),
      ),
    ).toEqual(['forbidden'])
    expect(codes(await bring('aleksandrovka-2020.csv', { municipality: 'nowhere' }))).toEqual(['import.municipality'])
    expect(
      codes(
        await bring('aleksandrovka-2020.csv', {
          year: 20,
          stage: 'final' as never,
          source: { url: 'javascript:alert(1)', date: '2020-02-30' },
        }),
      ),
    ).toEqual(['import.year', 'import.stage', 'import.url', 'import.date'])
    expect(await listBudgets(app, place.id)).toEqual([])
    expect(await verifyAudit(app.store.read)).toMatchObject({ entries: 1 })
  })

  it('compares with the year before', async () => {
    const { bring } = await open()
    ok(await bring('aleksandrovka-2020.csv'))
    const som = Buffer.from(fixture('aleksandrovka-2020.csv').toString().replace('миң сом', 'сом').replaceAll('2020', '2021'))
    const next = ok(await bring('x.csv', { bytes: som, year: 2021, fileName: 'x.csv' }))
    expect(next.findings.map(one => one.code)).toContain('thousandSlip')
  })

  it('reads a workbook of an office: two sheets, formulas with results, Kyrgyz headings', async () => {
    const { app, place, bring } = await open()
    const sheet = (title: string, rows: [string, number][]) => [
      [title],
      [],
      ['', 'миң сом'],
      ['Аталышы', 'Такталган план', 'Аткарылды'],
      ...rows.map(([name, plan]) => [name, plan, plan / 2]),
      ['Бардыгы', rows.reduce((sum, row) => sum + row[1], 0), 30],
    ]
    const bytes = await writeXlsx([
      {
        sheet: 'Кирешелер',
        data: sheet('2026-жылга кирешелер', [
          ['Киреше салыгы', 20.5],
          ['Теңдештирүүчү грант', 39.5],
        ]),
      },
      {
        sheet: 'Чыгашалар',
        data: sheet('2026-жылга чыгашалар', [
          ['Бала бакча', 40],
          ['Көчө жарыгы', 20],
        ]),
      },
    ]).toBuffer()
    ok(await bring('x.xlsx', { bytes, fileName: 'Бюджет.xlsx', year: 2026, stage: 'execution-h1' }))
    const budget = await readBudget(app, place.id, 2026)
    expect(budget).toMatchObject({
      revenue: { plan: 6_000_000, actual: 3_000_000 },
      expenditure: { plan: 6_000_000, actual: 3_000_000 },
    })
    expect(budget?.lines[0]).toMatchObject({
      side: 'revenue',
      plan: 2_050_000,
      actual: 1_025_000,
      printedPlan: '20.5',
      printedActual: '10.25',
    })
  })
})

describe('which budget is shown first', () => {
  const of = (year: number, stage: never, isCurrent = true) => ({ year, stage, isCurrent })
  it('of a year: the whole year, then what is in force, then what is proposed', () => {
    expect(
      chooseBudget([of(2025, 'draft' as never), of(2025, 'approved' as never), of(2025, 'execution-q1' as never)])?.stage,
    ).toBe('approved')
    expect(
      chooseBudget([of(2025, 'amended' as never), of(2025, 'execution' as never), of(2025, 'approved' as never)])?.stage,
    ).toBe('execution')
    expect(chooseBudget([of(2025, 'draft' as never, false)])).toBeUndefined()
  })
  it('of a place: this year, else the latest before it, else the next', () => {
    const budgets = [of(2023, 'approved' as never), of(2025, 'approved' as never), of(2027, 'outlook' as never)]
    expect([2026, 2025, 2024, 2022].map(year => headlineBudget(budgets, year)?.year)).toEqual([2025, 2025, 2023, 2023])
  })
})
