import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryString, readBudgetQuery } from '#features/budgets/forms/budgetQuery.ts'
import { readClassification } from '#features/budgets/readClassification.ts'
import { asksFor, type Budget, type BudgetLine, type BudgetSummary, FINDINGS } from '#features/budgets/rules/budget.ts'
import { largestChanges } from '#features/budgets/rules/changes.ts'
import { planInForce } from '#features/budgets/rules/choice.ts'
import { filterLines } from '#features/budgets/rules/filterLines.ts'
import { groupsOf, splitSmall } from '#features/budgets/rules/groups.ts'
import { yearsOf } from '#features/budgets/rules/history.ts'
import { basisOf, changeSince } from '#features/budgets/views/sentence.ts'
import { compareNames } from '#platform/i18n/format.ts'
import { tyiyn } from '#platform/money.ts'

const line = (name: string, plan: number, more: Partial<BudgetLine> = {}): BudgetLine => ({
  id: name, position: 0, side: 'expenditure', kind: 'line', name, isDelegated: false, plan: tyiyn(plan), ...more,
}) // prettier-ignore
const classification = readClassification()

describe('bars', () => {
  const lines = [
    line('Эмгек акы', 5, { functionalCode: '7011' }),
    line('Бала бакча', 9, { functionalCode: '7091' }),
    line('Мектеп', 2, { functionalCode: '7092' }),
    line('анын ичинде', 1, { kind: 'ofWhich' }),
    line('Бардыгы', 16, { kind: 'total' }),
    line('Салык', 7, { side: 'revenue' }),
  ]
  it('bring spending together by what it is for, and count nothing twice', () => {
    expect(groupsOf(lines, 'expenditure', 'plan', classification).map(group => [group.key, group.amount])).toEqual([
      ['709', 11],
      ['701', 5],
    ])
    expect(groupsOf(lines, 'revenue', 'plan', classification).map(group => group.amount)).toEqual([7])
    expect(groupsOf(lines, 'expenditure', 'actual', classification)).toEqual([])
  })
  it('stand line by line where few lines have a code', () => {
    const few = [line('Суу', 3), line('Жол', 8), line('Жарык', 1, { functionalCode: '7064' })]
    expect(groupsOf(few, 'expenditure', 'plan', classification).map(group => group.lines[0].name)).toEqual([
      'Жол',
      'Суу',
      'Жарык',
    ])
  })
  it('fold the small ones, never a single one, and lose none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), all => {
        const { shown, rest } = splitSmall(all)
        expect([...shown, ...rest]).toEqual(all)
        expect(rest).not.toHaveLength(1)
      }),
    )
  })
})

it('changes: the largest first, with what is new and what is gone', () => {
  const now = [line('Жол', 50), line('Суу', 20), line('Жарык', 7), line('Жаңы', 9)]
  const before = [line('Жол', 10), line('Суу', 50), line('Жарык', 7), line('Эски', 1)]
  expect(largestChanges(now, before).map(change => [change.line.name, change.by, change.kind])).toEqual([
    ['Жол', 40, 'more'], ['Суу', -30, 'less'], ['Жаңы', 9, 'new'], ['Эски', -1, 'gone'],
  ]) // prettier-ignore
})

describe('years', () => {
  const plan = (year: number, stage: BudgetSummary['stage'], amount: number, more: Partial<BudgetSummary> = {}) =>
    ({ year, stage, isCurrent: true, revenue: {}, expenditure: { plan: tyiyn(amount) }, ...more }) as BudgetSummary
  const all = [
    plan(2025, 'approved', 150), plan(2025, 'amended', 165), plan(2025, 'execution', 170, { expenditure: { plan: tyiyn(170), actual: tyiyn(160) } }),
    plan(2026, 'draft', 175), plan(2026, 'approved', 180),
  ] // prettier-ignore

  it('are compared by the plan in force, whatever stage is shown', () => {
    const shown = plan(2026, 'approved', 180)
    const { years } = yearsOf(all, shown)
    expect(years).toEqual([
      { year: 2025, stage: 'amended', plan: 165, actual: 160 },
      { year: 2026, stage: 'approved', plan: 180, actual: undefined },
    ])
    const before = planInForce(all.filter(one => one.year === 2025))
    expect(changeSince('en', shown as Budget, before)).toBe('+9.1%')
    expect(yearsOf(all, plan(2026, 'draft', 175)).years[1]).toMatchObject({ stage: 'draft', plan: 175 })
    expect(planInForce([plan(2024, 'execution-9m', 9)])?.stage).toBe('execution-9m')
    expect([basisOf('ky', 'amended'), basisOf('ru', 'approved')]).toEqual(['такталган бюджет', 'утверждённый бюджет'])
  })

  it('parts what does not add up from what is only good to know', () => {
    expect(FINDINGS.filter(asksFor)).toEqual([
      'partsDoNotAddUp', 'ofWhichExceedsWhole', 'lostDecimalComma', 'thousandSlip', 'duplicateLine', 'revenueNotExpenditure', 'negativeAmount',
    ]) // prettier-ignore
  })
})

it('lines are found in any spelling and language, and by a code', () => {
  const lines = [
    line('Көчө жарыгы', 5, { names: { ru: 'Уличное освещение' }, functionalCode: '7064' }),
    line('Жол', 9),
    line('Бардыгы', 14, { kind: 'total' }),
  ]
  const find = (q: string, sort: 'order' | 'amount' = 'order') =>
    filterLines(lines, { q, sort }, classification, 'ky', compareNames('ky')).map(one => one.name)
  expect([find('качы'), find('УЛИЧНОЕ'), find('706'), find('kocho')]).toEqual([
    [],
    ['Көчө жарыгы'],
    ['Көчө жарыгы'],
    ['Көчө жарыгы'],
  ])
  expect(['zzz', 'жжж', 'qqq', '%', '_', '-'].flatMap(q => find(q))).toEqual([])
  expect(find('', 'amount')).toEqual(['Жол', 'Көчө жарыгы'])
  expect(find('')).toHaveLength(3)
})

it('an address says what is asked; what it does not know is left out', () => {
  const query = readBudgetQuery(
    new URLSearchParams('stage=approved&version=2&q=суу&sort=amount&show=actual&group=709&side=revenue'),
  )
  expect(new URLSearchParams(queryString(query)).get('q')).toBe('суу')
  expect(readBudgetQuery(new URLSearchParams(queryString(query)))).toEqual(query)
  expect(readBudgetQuery(new URLSearchParams('stage=final&version=-1&sort=up&group=1&show='))).toEqual({ sort: 'order' })
})
