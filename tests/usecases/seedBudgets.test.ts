import { describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { seedDemoBudgets } from '#db/seed/demoBudgets.ts'
import { seedRealBudgets } from '#db/seed/realBudgets.ts'
import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudget } from '#features/budgets/readBudget.ts'
import { SIDES } from '#features/budgets/rules/budget.ts'
import { listMunicipalities } from '#features/municipalities/listMunicipalities.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const idOf = async (app: App, place: string): Promise<string> => {
  const found = await readMunicipality(app, place)
  if (!found) throw new Error(`no ${place}`)
  return found.id
}

describe.skipIf(engineMissing())('the first budgets', () => {
  it('real figures carry their source, their findings and no more than the municipality said', async () => {
    const app = await testApp()
    await seedBase(app)
    await seedRealBudgets(app)
    await seedRealBudgets(app)
    const read = async (place: string, year: number) => readBudget(app, await idOf(app, place), year)
    const aleksandrovka = await read('aleksandrovka', 2020)
    expect(aleksandrovka).toMatchObject({ version: 1, isDemo: false, revenue: { plan: 2_086_850_000 }, lineCount: 18 })
    expect(aleksandrovka?.findings).toMatchObject([{ code: 'partsDoNotAddUp', difference: 82_090_000 }])
    expect(aleksandrovka?.lines.every(line => line.names?.ru && line.names.en) || aleksandrovka?.lines.at(-1)?.kind).toBeTruthy()
    expect((await read('kazan-kuigan', 2019))?.findings).toEqual([])
    const draft = await read('kara-kuzhur', 2021)
    expect(draft).toMatchObject({ stage: 'draft', revenue: { plan: 855_440_000 }, findings: [] })
    expect(draft?.lines.filter(line => line.kind === 'ofWhich').map(line => line.parentId)).toEqual([
      draft?.lines[0]?.id,
      draft?.lines[0]?.id,
    ])
    const outlook = await read('kara-kuzhur', 2023)
    expect(outlook).toMatchObject({ stage: 'outlook', revenue: { plan: 860_040_000 } })
    expect(outlook?.findings.map(one => one.code)).toEqual(['totalMissing'])
    for (const [place, year, total] of [
      ['myrza-ake', 2025, 7_495_770_000],
      ['kyzyl-too', 2023, 2_138_950_000],
    ] as const) {
      const budget = await read(place, year)
      expect(budget).toMatchObject({ revenue: { plan: total }, expenditure: { plan: total } })
      expect(budget?.findings.map(one => one.code)).toEqual(['linesMissing', 'linesMissing'])
    }
  })

  it('made-up budgets are marked, complete, balanced, and never stand beside real ones', async () => {
    const app = await testApp()
    await seedBase(app)
    await seedRealBudgets(app)
    await seedDemoBudgets(app)
    const places = (await listMunicipalities(app, { limit: 200 })).items
    const all = (await Promise.all(places.map(place => listBudgets(app, place.id)))).filter(budgets => budgets.length > 0)
    for (const budgets of all) expect(new Set(budgets.map(one => one.isDemo)).size).toBe(1)
    const demo = all.filter(budgets => budgets[0]?.isDemo)
    expect(demo).toHaveLength(5)
    const stages = demo.map(budgets => budgets.map(one => `${one.year} ${one.stage}`).sort())
    expect(stages.filter(one => one.includes('2027 draft'))).toHaveLength(2)
    for (const budgets of demo) {
      expect(budgets.map(one => `${one.year} ${one.stage}`).filter(one => one !== '2027 draft').sort()).toEqual([
        '2024 approved', '2024 execution', '2025 amended', '2025 approved', '2025 execution', '2026 approved', '2026 execution-9m', '2026 execution-h1',
      ]) // prettier-ignore
      const budget = await readBudget(app, budgets[0]?.municipalityId ?? '', 2025)
      for (const side of SIDES) {
        const lines = budget?.lines.filter(line => line.side === side && line.kind === 'line') ?? []
        expect(lines.length).toBeGreaterThanOrEqual(side === 'revenue' ? 15 : 25)
        expect(
          lines.every(line => line.names?.ky && line.names.ru && line.names.en && line.plan && line.actual && line.economicCode),
        ).toBe(true)
      }
    }
    const ofPlace = async (place: string) =>
      (await listBudgets(app, await idOf(app, place))).reduce((sum, one) => sum + one.findingCount, 0)
    expect([await ofPlace('ala-buka'), await ofPlace('tokmok')]).toEqual([0, 0])
    const slips = (await readBudget(app, await idOf(app, 'barpy'), 2026, { stage: 'execution-9m' }))?.findings.map(
      one => one.code,
    )
    expect(slips).toEqual(expect.arrayContaining(['partsDoNotAddUp', 'lostDecimalComma']))
  })

  it('are the same every time', async () => {
    const totals = async () => {
      const app = await testApp()
      await seedBase(app)
      await seedDemoBudgets(app)
      return (await listBudgets(app, await idOf(app, 'karakol'))).map(one => [one.year, one.stage, one.revenue, one.expenditure])
    }
    expect(await totals()).toEqual(await totals())
  })
})
