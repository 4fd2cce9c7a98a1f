import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClassification } from '#features/budgets/readClassification.ts'
import { checkBudget } from '#features/budgets/rules/checks/checkBudget.ts'
import { divisionOf, knowsEconomic, knowsFunctional, namesOfItem } from '#features/budgets/rules/classification.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { findingWords } from '#features/budgets/findingWords.ts'
import { FINDINGS } from '#features/budgets/rules/budget.ts'
import { words } from '#features/budgets/words.ts'
import { check, readOk } from '#tests/support/budgets.ts'

const REVENUE = ['Кирешелер (миң сом)', 'План', 'Факт']
const found = (rows: readonly (readonly string[])[], code: string, context = {}) =>
  check(rows, context)
    .filter(finding => finding.code === code)
    .map(({ position: _, code: __, ...rest }) => rest)

describe('sums', () => {
  it('parts that do not add up: the difference, for plan and actual apart', () => {
    const rows = [REVENUE, ['Салык', '351,1', '300'], ['Грант', '100', '100'], ['Бардыгы', '400', '400']]
    expect(found(rows, 'partsDoNotAddUp')).toEqual([
      {
        row: 4,
        difference: 5_110_000,
        values: { side: 'revenue', column: 'plan', parts: 45_110_000, total: 40_000_000, name: 'Бардыгы', of: 'all' },
      },
    ])
  })

  it('a group against its own lines, and a running total against all so far', () => {
    const rows = [
      ['Расходы', 'План'],
      ['Аппарат'],
      ['Зарплата', '5'],
      ['Свет', '1'],
      ['Итого по аппарату', '7'],
      ['Дороги', '4'],
      ['Итого с дорогами', '10'],
      ['Всего', '10'],
    ]
    expect(found(rows, 'partsDoNotAddUp')).toMatchObject([{ row: 5, difference: -100, values: { of: 'group' } }])
  })

  it('parts of a line that are more than the line', () => {
    const rows = [REVENUE, ['Спецсредства, в том числе:', '10', '9'], ['- сад', '8', '8'], ['- музей', '3', '1']]
    expect(found(rows, 'ofWhichExceedsWhole')).toMatchObject([
      { row: 2, difference: 100_000, values: { column: 'plan', parts: 1_100_000, whole: 1_000_000 } },
    ])
  })

  it('revenue that is not expenditure, missing totals, totals without lines', () => {
    const rows = [['Аталышы', 'План'], ['Кирешелер'], ['Салык', '10'], ['Чыгашалар'], ['Бардыгы', '8']]
    expect(found(rows, 'revenueNotExpenditure')).toEqual([{ difference: 200, values: { revenue: 1000, expenditure: 800 } }])
    expect(found(rows, 'totalMissing')).toEqual([{ values: { side: 'revenue' } }])
    expect(found(rows, 'linesMissing')).toMatchObject([{ row: 5, values: { side: 'expenditure' } }])
    expect(
      found(
        [
          ['Доходы', 'Сумма'],
          ['Налог', '1'],
        ],
        'actualMissing',
        { stage: 'execution' },
      ),
    ).toEqual([])
    expect(
      found(
        [
          ['Доходы', 'План'],
          ['Налог', '1'],
        ],
        'actualMissing',
        { stage: 'execution' },
      ),
    ).toEqual([{ values: { side: 'revenue' } }])
  })
})

describe('sizes', () => {
  const decimals = [
    ['Жер салыгы', '262,4', '250,1'],
    ['Патент', '180,5', '178,9'],
    ['Ижара', '165,3', '160,7'],
  ]

  it('a lost decimal comma: by the printed total, by plan and actual, by last year', () => {
    const byTotal = [REVENUE, ['Мүлк салыгы', '3511', ''], ...decimals, ['Бардыгы', '959,3', '']]
    expect(found(byTotal, 'lostDecimalComma')).toEqual([
      {
        row: 2,
        difference: 315_990_000,
        values: { column: 'plan', name: 'Мүлк салыгы', printed: '3511', amount: 351_100_000, likely: 35_110_000, by: 'total' },
      },
    ])
    const byColumn = [REVENUE, ['Мүлк салыгы', '351,1', '3482'], ...decimals]
    expect(found(byColumn, 'lostDecimalComma')).toMatchObject([
      { row: 2, values: { column: 'actual', likely: 34_820_000, by: 'column' } },
    ])
    const lastYear = readOk([REVENUE, ['Мүлк салыгы', '340,0', ''], ...decimals]).lines
    const byYear = [REVENUE, ['Мүлк салыгы', '35110', ''], ...decimals]
    expect(found(byYear, 'lostDecimalComma', { lastYear })).toMatchObject([
      { row: 2, values: { likely: 35_110_000, by: 'lastYear' } },
    ])
  })

  it('a report that tells what was done of one side only; a whole table in other units, said once', () => {
    const report = [['Аталышы', 'План', 'Факт'], ['Кирешелер'], ['Салык', '5', '5'], ['Чыгашалар'], ['Суу', '5', '']]
    expect(check(report, { stage: 'execution', unit: 'som' }).filter(one => one.code === 'actualMissing')).toEqual([
      { code: 'actualMissing', values: { side: 'expenditure' } },
    ])
    const table = [['Аталышы', 'План'], ['Кирешелер'], ['Салык', '9'], ['Чыгашалар'], ['Суу', '9']]
    expect(check(table, { population: 10_000, unit: 'som' }).filter(one => one.code === 'thousandSlip')).toHaveLength(1)
  })

  it('a line that grew, or a table without decimals, is no lost comma', () => {
    expect(found([REVENUE, ['Грант', '351,1', '3482,5'], ...decimals], 'lostDecimalComma')).toEqual([])
    const whole = [
      ['Доходы', 'План', 'Факт'],
      ['А', '100', '1000'],
      ['Б', '200', '210'],
      ['В', '300', '290'],
      ['Г', '400', '400'],
    ]
    expect(found(whole, 'lostDecimalComma')).toEqual([])
  })

  it('som taken for thousand som: the whole file, or one line', () => {
    const lastYear = readOk([REVENUE, ['Салык', '70', ''], ['Бардыгы', '70', '']]).lines
    expect(found([REVENUE, ['Салык', '75000', ''], ['Бардыгы', '75000', '']], 'thousandSlip', { lastYear })).toMatchObject([
      { values: { of: 'lastYear', side: 'revenue' } },
    ])
    expect(
      found(
        [
          ['Доходы (сом)', 'План'],
          ['Налог', '74957,70'],
        ],
        'thousandSlip',
        { population: 17_800 },
      ),
    ).toMatchObject([{ values: { of: 'inhabitant', perInhabitant: 421 } }])
    expect(found([REVENUE, ['Салык', '2,5', '2480'], ...decimals], 'thousandSlip')).toMatchObject([
      { row: 2, values: { of: 'column' } },
    ])
    const alone = [REVENUE, ['Грант', '900000', ''], ...decimals, ['Айып', '12,1', ''], ['Пай', '9,9', '']]
    expect(found(alone, 'thousandSlip')).toMatchObject([{ row: 2, values: { of: 'file' } }])
    expect(found([REVENUE, ['Салык', '75000', '']], 'thousandSlip', { population: 17_800 })).toEqual([])
  })

  it('an amount below zero, a unit nobody said, a unit said twice', () => {
    expect(found([REVENUE, ['Кайтаруу', '-5', '']], 'negativeAmount')).toMatchObject([{ row: 2, values: { amount: -500_000 } }])
    expect(
      found(
        [
          ['Доходы', 'План'],
          ['Налог', '1'],
        ],
        'unitAssumed',
      ),
    ).toEqual([{ values: { unit: 'som' } }])
    expect(found([REVENUE, ['Салык', '1', '']], 'unitDiffers', { unit: 'som' })).toEqual([
      { values: { unit: 'som', inFile: 'thousandSom' } },
    ])
  })
})

describe('names and codes', () => {
  it('the same line twice, unless codes or headings tell them apart', () => {
    const rows = [
      ['Код', 'Чыгашалар', 'План'],
      ['2111', 'Эмгек акы', '5'],
      ['2111', 'Эмгек акы', '5'],
      ['2211', 'Эмгек акы', '5'],
    ]
    expect(found(rows, 'duplicateLine')).toEqual([{ row: 3, values: { name: 'Эмгек акы', firstRow: 2, amounts: 'same' } }])
    const grouped = [['Расходы', 'План'], ['Детский сад'], ['Зарплата', '5'], ['Клуб'], ['Зарплата', '5']]
    expect(found(grouped, 'duplicateLine')).toEqual([])
  })

  it('codes that the classification does not know', () => {
    const rows = [
      ['Экономикалык код', 'Функционалдык код', 'Чыгашалар', 'План'],
      ['2111', '7011', 'Эмгек акы', '5'],
      ['9999', '799', 'Башка', '1'],
    ]
    expect(found(rows, 'unknownCode').map(one => [one.row, one.values.kind, one.values.unknown])).toEqual([
      [3, 'economic', '9999'],
      [3, 'functional', '799'],
    ])
  })

  it('delegated powers without a line of their own on both sides', () => {
    const rows = (revenue: string, expenditure: string) => [
      ['Аталышы', 'План'], ['Кирешелер'], ['Салык', '1'], ['Грант', '2'], [revenue, '3'], ['Чыгашалар'], ['Суу', '1'], ['Жол', '2'], [expenditure, '3'],
    ] // prettier-ignore
    const own = 'Өткөрүлүп берилген мамлекеттик ыйгарым укуктар'
    expect(found(rows(own, own), 'delegatedWithoutOwnLine')).toEqual([])
    expect(found(rows('Трансферт на делегированные полномочия', 'Мектеп'), 'delegatedWithoutOwnLine')).toEqual([
      { values: { missing: 'expenditure' } },
    ])
    expect(found(rows('Айып', 'Мектеп'), 'delegatedWithoutOwnLine')).toEqual([{ values: { missing: 'both' } }])
  })

  it('the classification knows stems, divisions and printed names', () => {
    const classification = readClassification()
    expect([
      knowsEconomic(classification, '11111100'),
      knowsEconomic(classification, '19'),
      knowsEconomic(classification, '1'),
    ]).toEqual([true, false, true])
    expect([
      knowsFunctional(classification, '70452'),
      knowsFunctional(classification, '06.3'),
      knowsFunctional(classification, '711'),
    ]).toEqual([true, true, false])
    expect(divisionOf(classification, '7109')?.en).toBe('Social protection')
    expect(namesOfItem(classification, 'КИРЕШЕ САЛЫГЫ (салык агенти төлөөчү)')?.en).toContain('Income tax')
    expect(namesOfItem(classification, 'теңдөөчү трансферт')?.ru).toBe('Выравнивающий грант')
  })
})

describe('findings', () => {
  it('have words in every language, with every value in its place', () => {
    for (const lang of LANGUAGES)
      for (const code of FINDINGS) {
        const text = findingWords(lang, {
          code,
          row: 4,
          difference: -100 as never,
          values: {
            name: 'N',
            side: 'revenue',
            unknown: '9',
            version: '1',
            firstRow: 2,
            count: 1,
            printed: '1',
            parts: 1,
            total: 1,
            whole: 1,
            revenue: 1,
            expenditure: 1,
            amount: 1,
            likely: 1,
            other: 1,
            perInhabitant: 1,
          },
        })
        expect(text, `${lang} ${code}`).not.toMatch(/\{|undefined|^finding\./)
        expect(words(lang).has(`finding.${code}`)).toBe(true)
      }
  })

  const line = fc.tuple(
    fc.constantFrom('Салык', 'Грант', 'Бардыгы', 'Айып', 'анын ичинде пай'),
    fc.integer({ min: 0, max: 99_999 }),
    fc.integer({ min: 0, max: 99_999 }),
  )
  it('change no line, and say of a total exactly what its lines differ by', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 25 }), lines => {
        const rows = [['Кирешелер', 'План', 'Факт'], ...lines.map(([name, plan, actual]) => [name, `${plan}`, `${actual}`])]
        const read = readOk(rows, { unit: 'som' })
        const before = structuredClone(read.lines)
        const findings = checkBudget({ ...read, stage: 'approved', classification: readClassification() })
        expect(read.lines).toEqual(before)
        for (const finding of findings.filter(one => one.code === 'partsDoNotAddUp')) {
          const { column, total } = finding.values as { column: 'plan' | 'actual'; total: number }
          const sum = read.lines.filter(one => one.kind === 'line').reduce((all, one) => all + (one[column] ?? 0), 0)
          expect(finding.difference).toBe(sum - total)
        }
      }),
      { numRuns: 100 },
    )
  })
})
