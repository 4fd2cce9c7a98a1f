import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDue } from '#features/budgets/rules/due.ts'
import type { ColumnRole, Said } from '#features/budgets/rules/reading/mapping.ts'
import { planSheets, readBudgetSheets } from '#features/budgets/rules/reading/readSheets.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Sheet } from '#platform/sheets/sheet.ts'
import { ABOUT, sheetOf } from '#tests/support/budgets.ts'

const seen = (rows: readonly (readonly string[])[], said: Said = {}) => planSheets([sheetOf(rows)], ABOUT, said)[0]?.seen
const read = (sheets: readonly Sheet[], said: Said = {}) => {
  const result = readBudgetSheets(sheets, ABOUT, said)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

describe('columns said by a person', () => {
  it('are read whatever the headings say, wherever they stand', () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 })), {
      minLength: 2,
      maxLength: 12,
    })
    const roles: readonly ColumnRole[] = ['name', 'plan', 'actual', 'economicCode', 'ignore']
    fc.assert(
      fc.property(
        amounts,
        fc.shuffledSubarray([...roles], { minLength: 5 }),
        fc.array(fc.constantFrom('План', '%', '', 'Аталышы', '2019-жыл', 'xyz'), { minLength: 5, maxLength: 5 }),
        (rows, order, headings) => {
          const value = (role: ColumnRole, at: number, plan: number, actual: number) =>
            ({
              name: `Берене ${'абвгдежзик'[at % 10]}${at}`,
              plan: String(plan),
              actual: String(actual),
              economicCode: '2215',
              ignore: '777',
            })[role as 'name'] ?? ''
          const table = [
            ['Кандайдыр бир баш сап', '', '', '', ''],
            headings,
            ...rows.map(([plan, actual], at) => order.map(role => value(role, at, plan, actual))),
          ]
          const columns = Object.fromEntries(order.map((role, at) => [String(at + 1), role]))
          const sheet = sheetOf(table.map((row, at) => (at === 1 ? row.map(text => text || 'бош') : row)))
          const { lines } = read([sheet], { mapping: { unit: 'som', sheets: { 0: { read: true, headerRow: 2, columns } } } })
          expect(lines.map(line => [line.plan, line.actual, line.economicCode])).toEqual(
            rows.map(([plan, actual]) => [plan * 100, actual * 100, '2215']),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('are refused where two of them are the same, or the amounts or names are missing', () => {
    const sheet = sheetOf([
      ['Аталышы', 'План', 'План'],
      ['Жер салыгы', '1', '2'],
    ])
    const said = (columns: Record<string, ColumnRole>) => {
      const result = readBudgetSheets([sheet], ABOUT, { mapping: { sheets: { 0: { read: true, columns } } } })
      return result.ok ? undefined : result.refusals[0].code
    }
    expect(said({ 1: 'name', 2: 'plan', 3: 'plan' })).toBe('sheet.roleTwice')
    expect(said({ 1: 'name', 2: 'ignore' })).toBe('sheet.noAmounts')
    expect(said({ 2: 'plan' })).toBe('sheet.noNames')
    expect(readBudgetSheets([sheet], ABOUT, { mapping: { sheets: { 0: { read: false, columns: {} } } } }).ok).toBe(false)
  })

  it('have one fingerprint whatever the year, and another for a report or for other headings', () => {
    const of = (year: number, stage: 'draft' | 'execution', heading = 'план') =>
      planSheets(
        [
          sheetOf([
            ['Аталышы', `${year}-ж. ${heading}`],
            ['Жер салыгы', '1'],
          ]),
        ],
        { year, stage },
        {},
      )[0]?.seen.fingerprint
    expect(of(2026, 'draft')).toBe(of(2027, 'draft'))
    expect(of(2026, 'draft')).not.toBe(of(2026, 'execution'))
    expect(of(2026, 'draft')).not.toBe(of(2026, 'draft', 'долбоор'))
  })
})

describe('revenue and expenditure side by side', () => {
  it.each([
    ['named by their own headings', [['КИРЕШЕЛЕР', '2026-жыл план', 'ЧЫГАШАЛАР', '2026-жыл план']]],
    [
      'named above them',
      [
        ['Доходы', '', 'Расходы', ''],
        ['Наименование', 'Сумма', 'Наименование', 'Сумма'],
      ],
    ],
  ])('are two tables, %s', (_, heading) => {
    const rows = [
      ['Жер салыгы', '600', 'Көчө жарыгы', '300'],
      ['Мүлк салыгы', '400', 'Таза суу', '500'],
      ['', '', 'Жол', '200'],
      ['Жыйынтыгы', '1000', 'Жыйынтыгы', '1000'],
    ]
    const sheet = sheetOf([['2026-жылдын бюджети, миң сом'], ...heading, ...rows])
    const { lines, unit, unitSaid } = read([sheet])
    expect(lines.map(line => [line.side, line.kind, line.name, line.plan])).toEqual([
      ['revenue', 'line', 'Жер салыгы', 60_000_000],
      ['revenue', 'line', 'Мүлк салыгы', 40_000_000],
      ['revenue', 'total', 'Жыйынтыгы', 100_000_000],
      ['expenditure', 'line', 'Көчө жарыгы', 30_000_000],
      ['expenditure', 'line', 'Таза суу', 50_000_000],
      ['expenditure', 'line', 'Жол', 20_000_000],
      ['expenditure', 'total', 'Жыйынтыгы', 100_000_000],
    ])
    expect([unit, unitSaid]).toEqual(['thousandSom', 'file'])
    expect(planSheets([sheet], ABOUT, {})[0]?.seen.sideBySide).toBe(true)
  })
})

describe('what is left out is said', () => {
  it('of columns: without a heading, of shares, of another year, of something unknown', () => {
    const columns = seen([
      ['Аталышы', '2025-ж. план', '2026-ж. план', '%', 'Жооптуу адам'],
      ['Кирешелер'],
      ['Жер салыгы', '1', '2', '200', 'А. Асанов', 'белги'],
    ])?.columns
    expect(columns?.map(one => [one.column, one.role, one.leftOut])).toEqual([
      [1, 'name', undefined],
      [2, 'ignore', 'otherYear'],
      [3, 'plan', undefined],
      [4, 'ignore', 'share'],
      [5, 'ignore', 'unknownHeading'],
      [6, 'ignore', 'noHeading'],
    ])
  })

  it('of sheets: of another year, without a table', () => {
    const table = (name: string) => sheetOf([['Аталышы', 'План'], ['Кирешелер'], ['Жер салыгы', '1']], name)
    const plans = planSheets([table('2025'), table('2026'), sheetOf([['Кат']], 'Кат')], ABOUT, {})
    expect(plans.map(plan => [plan.seen.name, plan.seen.state])).toEqual([
      ['2025', 'otherYear'],
      ['2026', 'read'],
      ['Кат', 'noTable'],
    ])
  })
})

describe('the document to be brought next', () => {
  it.each([
    [
      '2026-11-25',
      [
        [2026, 'approved'],
        [2026, 'execution-9m'],
      ],
      2027,
      'draft',
    ],
    [
      '2026-11-25',
      [
        [2026, 'approved'],
        [2026, 'execution-9m'],
        [2027, 'draft'],
        [2025, 'execution'],
      ],
      2027,
      'approved',
    ],
    [
      '2026-11-25',
      [
        [2026, 'approved'],
        [2027, 'draft'],
      ],
      2026,
      'execution-9m',
    ],
    ['2026-02-10', [[2026, 'approved']], 2025, 'execution'],
    ['2026-01-10', [], 2026, 'approved'],
  ] as const)('on %s beside %j is %s %s', (today, there, year, stage) => {
    const known = there.map(([of, which]) => ({ year: of, stage: which }))
    expect(nextDue(known, today as IsoDate)).toEqual({ year, stage })
  })
})
