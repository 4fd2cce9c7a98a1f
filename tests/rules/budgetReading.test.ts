import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnName } from '#platform/sheets/sheet.ts'
import { readBudgetSheets } from '#features/budgets/rules/reading/readSheets.ts'
import { ABOUT, check, readOk, readRowsAs, sheetOf } from '#tests/support/budgets.ts'

const shapes = (rows: readonly (readonly string[])[], about = {}) =>
  readOk(rows, about).lines.map(line => `${line.side[0]} ${line.kind} ${line.name}: ${line.plan ?? '-'}/${line.actual ?? '-'}`)
const refusals = (rows: readonly (readonly string[])[], about = {}) => {
  const read = readRowsAs(rows, about)
  return read.ok
    ? []
    : read.refusals.map(one => [one.code, one.path, one.values?.text ?? one.values?.columns].filter(Boolean).join(' '))
}
const KY = ['Кирешелердин аталышы', 'Суммасы (миң сом)']

describe('headings', () => {
  it.each([
    [['Аталышы', 'Бекитилген план', 'Иш жүзүндө']],
    [['Наименование показателей', 'Утверждено', 'Исполнено']],
    [['Item', 'Approved plan', 'Actual']],
    [['Кѳрсѳткγчтѳр', 'Планы', 'Факт']],
    [['НАИМЕНОВАНИЕ', 'План', 'Кассовое исполнение']],
  ])('%s', heading => expect(shapes([heading, ['Кирешелер'], ['Салык', '100', '90']])).toEqual(['r line Салык: 10000/9000']))

  it('over two rows, with a numbering row, percent and difference left out', () => {
    const rows = [
      ['№', 'Наименование', '2025 год', '', '2026 год', '', ''],
      ['', '', 'план', 'факт', 'план', 'факт', '% исполнения'],
      ['1', '2', '3', '4', '5', '6', '7'],
      ['', 'ДОХОДЫ'],
      ['1', 'Налог', '1', '2', '3', '4', '133'],
    ]
    expect(shapes(rows)).toEqual(['r line Налог: 300/400'])
    expect(shapes(rows, { year: 2025 })).toEqual(['r line Налог: 100/200'])
    expect(refusals(rows, { year: 2020 })).toEqual(['sheet.noColumnForYear'])
  })

  it('of several stages: the one that is meant', () => {
    const rows = [['Наименование', 'Утверждено', 'Уточнено', 'Исполнено'], ['Доходы'], ['Налог', '1', '2', '3']]
    expect(shapes(rows)).toEqual(['r line Налог: 100/300'])
    expect(shapes(rows, { stage: 'amended' })).toEqual(['r line Налог: 200/300'])
    expect(shapes(rows, { stage: 'execution' })).toEqual(['r line Налог: 200/300'])
  })

  it('of quarters: the period that is meant', () => {
    const rows = [
      ['Аталышы', '1-квартал планы', '1-квартал фактысы', '6 айдын планы', '6 айдын фактысы', 'Жылдык план'],
      ['Чыгашалар'],
      ['Суу', '1', '2', '3', '4', '9'],
    ]
    expect(shapes(rows, { stage: 'execution-h1' })).toEqual(['e line Суу: 300/400'])
    expect(shapes(rows, { stage: 'execution-q1' })).toEqual(['e line Суу: 100/200'])
    expect(shapes(rows)[0]).toContain('Суу: 900/')
  })

  it('that are left out are said', () => {
    const rows = [
      ['Код', 'Аталышы', '2025-жыл факт', '2026-жыл бекитилген', '%'],
      ['', 'КИРЕШЕЛЕР'],
      ['1111', 'Салык', '1', '2', '50'],
    ]
    expect(readOk(rows).notTaken).toEqual(['C (2025-жыл факт)'])
    expect(check(rows, { unit: 'som' })).toContainEqual({ code: 'columnsNotTaken', values: { columns: 'C (2025-жыл факт)' } })
    expect(readOk([['Аталышы', 'План', 'Факт'], ['Кирешелер'], ['Салык', '1', '2']]).notTaken).toEqual([])
  })

  it('of one code: each is told by the classification, or it is said that none could be', () => {
    const rows = (...codes: string[]) => [
      ['Код', 'Аталышы', 'План'],
      ['', 'Кирешелер'],
      [codes[0] ?? '', 'Салык', '1'],
      ['', 'Чыгашалар'],
      ...codes.slice(1).map((code, at) => [code, `Иш ${at}`, '1']),
    ]
    const both = readOk(rows('1111', '7011', '7045'))
    expect(both.lines.map(one => [one.economicCode, one.functionalCode, one.localCode])).toEqual([
      ['1111', undefined, undefined], [undefined, '7011', undefined], [undefined, '7045', undefined],
    ]) // prettier-ignore
    expect(both.unclearCodes).toEqual([])
    const unclear = rows('1111', '7011', '9001', '9002', '9003')
    expect(readOk(unclear).lines.map(one => one.localCode)).toEqual(['1111', '7011', '9001', '9002', '9003'])
    expect(check(unclear, { unit: 'som' })).toContainEqual({ code: 'codesUnclear', values: { columns: 'A' } })
    expect(readOk(rows('9001', '9002')).unclearCodes).toEqual([])
  })

  it('of codes before the names, with sections and totals in the first of them', () => {
    const rows = [
      ['Функц. код', 'Экон. код', 'Көрсөткүчтөр', 'План'],
      ['Кирешелер'],
      ['', '1111', 'Салык', '3'],
      ['Бардыгы', '', '', '3'],
      ['Чыгашалар'],
      ['7011', '2111', 'Эмгек акы', '3'],
    ]
    expect(shapes(rows)).toEqual(['r line Салык: 300/-', 'r total Бардыгы: 300/-', 'e line Эмгек акы: 300/-'])
    expect(readOk(rows).lines[1]).toMatchObject({ functionalCode: undefined })
  })

  it('with an unnamed corner over the names', () => {
    expect(shapes([['2026-жылдын бюджети'], ['', 'миң сом'], ['Кирешелер', ''], ['Салык', '1,5']])).toEqual([
      'r line Салык: 150000/-',
    ])
  })

  it('that leave two columns to choose from are refused', () => {
    expect(refusals([['Наименование', 'План А', 'План Б'], ['Доходы'], ['Налог', '1', '2']])).toEqual([
      'sheet.severalColumns B (План А), C (План Б)',
    ])
  })

  it('that are missing are refused', () => {
    expect(
      refusals([
        ['Аты-жөнү', 'Телефон'],
        ['Асанов', '0555 12 34 56'],
      ]),
    ).toEqual(['sheet.noAmounts'])
    expect(refusals([KY, ['Эскертүү']])).toEqual(['sheet.noLines'])
  })
})

describe('the unit', () => {
  it.each([
    ['in the title', [['Бюджет (миң сом)'], ['Доходы', 'План']], 'thousandSom'],
    [
      'in a corner',
      [
        ['', 'тыс. сомов'],
        ['Доходы', 'План'],
      ],
      'thousandSom',
    ],
    ['in the heading', [['Доходы', 'План, тыс.сом']], 'thousandSom'],
    ['in English', [['Budget, thousand som'], ['Revenue', 'Plan']], 'thousandSom'],
    ['som', [['Доходы', 'Сумма, сом']], 'som'],
  ] as const)('%s', (_, head, unit) => {
    const read = readOk([...head, ['Салык', '2']])
    expect([read.unit, read.unitSaid, read.lines[0]?.plan]).toEqual([unit, 'file', unit === 'som' ? 200 : 200_000])
  })

  it('is asked of the sender first, and is som where nobody says it', () => {
    const rows = [
      ['Доходы (тыс. сом)', 'План'],
      ['Налог', '2'],
    ]
    expect(readOk(rows, { unit: 'som' })).toMatchObject({ unit: 'som', unitSaid: 'sender', unitInFile: 'thousandSom' })
    expect(
      readOk([
        ['Доходы', 'План'],
        ['Налог', '2'],
      ]),
    ).toMatchObject({ unit: 'som', unitSaid: 'nobody' })
    expect(
      refusals([
        ['Доходы (млн сом)', 'План'],
        ['Налог', '2'],
      ]),
    ).toEqual(['sheet.millions'])
  })
})

describe('lines', () => {
  it('take their side from sections, from a column, from codes, from the title', () => {
    const sections = [['Аталышы', 'План'], ['I. Кирешелер'], ['Салык', '1'], ['II. ЧЫГАШАЛАР (миң сом)'], ['Суу', '2']]
    expect(shapes(sections)).toEqual(['r line Салык: 100000/-', 'e line Суу: 200000/-'])
    const column = [
      ['Түрү', 'Аталышы', 'План'],
      ['киреше', 'Салык', '1'],
      ['чыгаша', 'Суу', '2'],
    ]
    expect(shapes(column)).toEqual(['r line Салык: 100/-', 'e line Суу: 200/-'])
    const codes = [
      ['Код', 'Аталышы', 'План'],
      ['1111', 'Салык', '1'],
      ['2111', 'Эмгек акы', '2'],
    ]
    expect(shapes(codes)).toEqual(['r line Салык: 100/-', 'e line Эмгек акы: 200/-'])
    expect(shapes([['Айыл аймагынын кирешелери'], ['Аталышы', 'План'], ['Салык', '1']])).toEqual(['r line Салык: 100/-'])
    expect(
      refusals([
        ['Аталышы', 'План'],
        ['Салык', '1'],
      ]),
    ).toEqual(['row.noSide 2'])
  })

  it('printed totals are totals, and what only sounds like one is a line', () => {
    const rows = [
      ['Аталышы', 'План'], ['Кирешелер'], ['Жалпы мамлекеттик салыктардан чегерүүлөр', '1'], ['Бардыгы', '1'],
      ['Чыгашалар'], ['Жалпы багыттагы мамлекеттик кызматтар', '2'], ['Итого по разделу', '2'], ['ВСЕГО РАСХОДОВ', '2'], ['Жалпы чыгашалар', '2'],
    ] // prettier-ignore
    expect(readOk(rows).lines.map(line => [line.kind, line.totalOf].filter(Boolean).join(' '))).toEqual([
      'line', 'total all', 'line', 'total group', 'total all', 'total all',
    ]) // prettier-ignore
  })

  it('of which: marked parts, parts that fill the whole, a part on its own row', () => {
    const marked = [
      ['Доходы', 'План'],
      ['Спецсредства, в том числе:', '10'],
      ['- сад', '3'],
      ['- музей', '2'],
      ['Налог', '5'],
    ]
    expect(shapes(marked)).toEqual([
      'r line Спецсредства, в том числе:: 1000/-',
      'r ofWhich - сад: 300/-',
      'r ofWhich - музей: 200/-',
      'r line Налог: 500/-',
    ])
    const plain = [
      ['Кирешелер', 'План'],
      ['Жергиликтүү кирешелер', '2520,8'],
      ['анын ичинде:'],
      ['Киреше салыгы', '1618'],
      ['Патент', '67'],
      ['Теңдештирүүчү грант', '6033,6'],
      ['Бардыгы', '8554,4'],
    ]
    expect(shapes(plain).map(line => line.split(' ')[1])).toEqual(['line', 'ofWhich', 'ofWhich', 'line', 'total'])
    const inline = [
      ['Кирешелер', 'План'],
      ['Салыктар', '10'],
      ['анын ичинде жер салыгы', '4'],
      ['Грант', '5'],
    ]
    expect(readOk(inline).lines.map(line => [line.kind, line.parent])).toEqual([
      ['line', undefined],
      ['ofWhich', 0],
      ['line', undefined],
    ])
  })

  it('a total above its lines does not turn them into parts of it', () => {
    const rows = [
      ['Доходы', 'План'],
      ['Всего доходов, в том числе:', '3'],
      ['Налог', '1'],
      ['Грант', '2'],
    ]
    expect(shapes(rows).map(line => line.split(' ')[1])).toEqual(['total', 'line', 'line'])
  })

  it('groups with codes or numbering become totals of the lines under them', () => {
    const coded = [
      ['Код', 'Доходы', 'План'],
      ['11', 'Налоги', '3'],
      ['111', 'Подоходный', '1'],
      ['113', 'Имущество', '2'],
      ['14', 'Неналоговые', '4'],
      ['Итого', 'Итого', '7'],
    ]
    expect(readOk(coded).lines.map(line => [line.kind, line.covers])).toEqual([
      ['total', [1, 2]], ['line', undefined], ['line', undefined], ['line', undefined], ['total', undefined],
    ]) // prettier-ignore
    const numbered = [
      ['№', 'Расходы', 'План'],
      ['1', 'Аппарат', '3'],
      ['1.1', 'Зарплата', '2'],
      ['1.2', 'Свет', '1'],
      ['2', 'Дороги', '5'],
    ]
    expect(readOk(numbered).lines.map(line => line.kind)).toEqual(['total', 'line', 'line', 'line'])
    const flat = [
      ['Код', 'Доходы', 'План'],
      ['14', 'Прочие', '3'],
      ['141', 'Аренда', '2'],
      ['', 'Итого', '5'],
    ]
    expect(readOk(flat).lines.map(line => line.kind)).toEqual(['line', 'line', 'total'])
  })

  it('notes, signatures and headings of further pages are no lines', () => {
    const read = readOk([
      KY,
      ['Салык', '1'],
      KY,
      ['Грант', '2'],
      ['Бардыгы', '3'],
      [],
      ['Айыл өкмөтүнүн башчысы', 'Асанов К.'],
      ['Эскертүү: 2026-ж.'],
    ])
    expect(read.lines.map(line => line.row)).toEqual([2, 4, 5])
    expect(read.notes).toEqual(['Айыл өкмөтүнүн башчысы Асанов К.', 'Эскертүү: 2026-ж.'])
  })

  it('what is printed stays beside what is meant; a dash means nothing', () => {
    const [first, second] = readOk([KY, ['Салык', '1 234,5'], ['Грант', '-'], ['Аренда', '0']]).lines
    expect(first).toMatchObject({ plan: 123_450_000, printedPlan: '1 234,5', row: 2 })
    expect(second).toMatchObject({ name: 'Аренда', plan: 0 })
  })
})

describe('cells that are no amounts', () => {
  it('are refused with row and column, all at once', () => {
    const rows = [
      ['', 'Доходы', 'План', 'Факт'],
      ['', 'Налог', '12 43O', '5'],
      ['', 'Грант', '1,234', 'жок'],
      ['', 'Аренда', '1', '2'],
      ['', '', '7', '8'],
    ]
    expect(refusals(rows)).toEqual(['row.amount C2 12 43O', 'row.amountTooPrecise C3 1,234', 'row.amount D3 жок'])
    expect(
      refusals([
        ['Доходы', 'План'],
        ['', '7'],
      ]),
    ).toEqual(['row.noName 2'])
  })

  it('are refused in a formula without a result, and never computed', () => {
    const sheet = sheetOf([
      ['Доходы', 'План'],
      ['Налог', '1'],
    ])
    const rows = [
      ...sheet.rows,
      {
        number: 3,
        cells: [
          { column: 1, text: 'Итого' },
          { column: 2, text: '=SUM(B2:B2)', isFormula: true },
        ],
      },
    ]
    const read = readBudgetSheets([{ rows }], ABOUT)
    expect(read.ok || read.refusals).toEqual([
      { code: 'row.formula', path: 'B3', values: { row: 3, column: 'B', text: '=SUM(B2:B2)' } },
    ])
    const typed = readRowsAs([
      ['Доходы', 'План'],
      ['Налог', '=1+1'],
    ])
    expect(typed.ok || typed.refusals[0].code).toBe('row.amount')
  })

  it('computed with too many digits are taken to the nearest tyiyn and said so', () => {
    const rows = [
      {
        number: 1,
        cells: [
          { column: 1, text: 'Доходы' },
          { column: 2, text: 'План' },
        ],
      },
      {
        number: 2,
        cells: [
          { column: 1, text: 'Налог' },
          { column: 2, text: '33.3333333', isNumber: true },
        ],
      },
    ]
    const read = readBudgetSheets([{ rows }], ABOUT)
    expect(read.ok && read.value.lines[0]).toMatchObject({ plan: 3333, printedPlan: '33.3333333', finer: true })
  })
})

describe('a workbook', () => {
  const revenue = [
    ['Кирешелер', 'План'],
    ['Салык', '1'],
  ]
  const expenditure = [
    ['Чыгашалар', 'План'],
    ['Суу', '2'],
  ]
  it('of a sheet for each side is one budget; a sheet without amounts is left out', () => {
    const read = readBudgetSheets(
      [sheetOf(revenue, 'Кирешелер'), sheetOf(expenditure, 'Чыгашалар'), sheetOf([['Байланыш']], 'Башка')],
      ABOUT,
    )
    expect(read.ok && read.value.lines.map(line => line.side)).toEqual(['revenue', 'expenditure'])
  })
  it('of a sheet a year gives the year that is meant; of two for one side none', () => {
    const years = [
      sheetOf(revenue, '2025'),
      sheetOf(
        [
          ['Кирешелер', 'План'],
          ['Салык', '9'],
        ],
        '2026',
      ),
    ]
    const read = readBudgetSheets(years, ABOUT)
    expect(read.ok && read.value.lines.map(line => line.plan)).toEqual([900])
    const twice = readBudgetSheets([sheetOf(revenue, 'А'), sheetOf(revenue, 'Б')], ABOUT)
    expect(twice.ok || twice.refusals[0]).toMatchObject({ code: 'sheet.sameSideTwice', values: { sheets: 'А, Б' } })
  })
  it('says in which sheet a cell is refused', () => {
    const read = readBudgetSheets(
      [
        sheetOf(revenue, 'А'),
        sheetOf(
          [
            ['Чыгашалар', 'План'],
            ['Суу', '2o'],
          ],
          'Б',
        ),
      ],
      ABOUT,
    )
    expect(read.ok || read.refusals[0].path).toBe('Б!B2')
  })
})

describe('for any table', () => {
  const item = fc.record({
    name: fc.constantFrom('Салык', 'Жер салыгы', 'Грант', 'Ижара', 'Патент', 'Айып'),
    plan: fc.integer({ min: 0, max: 10 ** 9 }),
    actual: fc.integer({ min: 0, max: 10 ** 9 }),
    code: fc.constantFrom('1111', '1131', '1331', '1411'),
  })
  const printed = (tenths: number) => `${Math.floor(tenths / 10)},${tenths % 10}`

  it('the order of columns does not matter', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 30 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (items, order) => {
          const rows = [
            ['Аталышы', 'Коду', 'План', 'Факт'],
            ...items.map(one => [one.name, one.code, printed(one.plan), printed(one.actual)]),
          ]
          const shuffled = rows.map(row => order.map(at => row[at] ?? ''))
          expect(readOk(shuffled, { unit: 'thousandSom' }).lines).toEqual(readOk(rows, { unit: 'thousandSom' }).lines)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('amounts come back exactly, and one broken cell is refused where it stands', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 30 }), fc.nat(), (items, at) => {
        const rows = [
          ['Аталышы', 'Коду', 'План (миң сом)', 'Факт'],
          ...items.map(one => [one.name, one.code, printed(one.plan), printed(one.actual)]),
        ]
        expect(
          readOk(rows)
            .lines.filter(line => line.kind === 'line')
            .map(line => line.plan),
        ).toEqual(items.map(one => one.plan * 10_000))
        const row = (at % items.length) + 1
        const broken = rows.map((cells, index) =>
          index === row ? cells.map((cell, column) => (column === 3 ? `${cell}O` : cell)) : cells,
        )
        expect(refusals(broken)).toEqual([`row.amount ${columnName(4)}${row + 1} ${rows[row]?.[3]}O`])
      }),
      { numRuns: 60 },
    )
  })
})
