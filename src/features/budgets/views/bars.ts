import { formatMoneyShort } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { BudgetQuery, SHOWN } from '../forms/budgetQuery.ts'
import type { BudgetPage } from '../readBudgetPage.ts'
import type { Side } from '../rules/budget.ts'
import { type Group, groupsOf, splitSmall } from '../rules/groups.ts'
import { lineName } from '../rules/lineName.ts'
import { words } from '../words.ts'
import { lineHash, pageAddress } from './address.ts'

export type Shown = (typeof SHOWN)[number]

export interface Bar {
  readonly label: string
  readonly value: number
  readonly text: string
  readonly href: string | undefined
  readonly note: string | undefined
  readonly mark: number | undefined
}
export interface SideBars {
  readonly shown: readonly Bar[]
  readonly rest: readonly Bar[]
  readonly restAmount: Tyiyn
  readonly total: Tyiyn
  /** What the longest bar or mark of the side is worth. */
  readonly longest: number
}

/** What can be shown of this budget, and what is shown: what was asked for where it is there, else the plan. */
export function choicesOf({ budget, lastYear }: BudgetPage, asked: Shown | undefined): { shown: Shown; choices: Shown[] } {
  const has = (column: 'plan' | 'actual') => budget.lines.some(line => line[column] !== undefined)
  const choices: Shown[] = []
  if (has('plan')) choices.push('plan')
  if (has('actual')) choices.push('actual')
  if (lastYear?.lines.some(line => line.kind === 'line')) choices.push('lastYear')
  const usual = budget.stage.startsWith('execution') && has('actual') ? 'actual' : (choices[0] ?? 'plan')
  return { shown: asked && choices.includes(asked) ? asked : usual, choices }
}

/** What a bar is compared with: last year for a plan, the plan for what was done and for last year. */
export const comparedWith = (shown: Shown, page: BudgetPage): 'lastYear' | 'plan' | undefined =>
  shown === 'plan' ? (page.lastYear ? 'lastYear' : undefined) : 'plan'

/** One side as bars, the largest first, each with what it is compared with in words. */
export function barsOf(lang: Lang, slug: string, page: BudgetPage, side: Side, shown: Shown, query: BudgetQuery): SideBars {
  const t = words(lang)
  const { budget, lastYear, classification } = page
  const groups = (what: 'plan' | 'actual' | 'lastYear') =>
    what === 'lastYear'
      ? groupsOf(lastYear?.lines ?? [], side, 'plan', classification)
      : groupsOf(budget.lines, side, what, classification)
  const other = comparedWith(shown, page)
  const others = new Map(other ? groups(other).map(group => [group.key, group.amount]) : [])
  const what = other === 'lastYear' ? t('show.lastYear', { year: String(lastYear?.year) }) : t('show.plan')
  const current = new Map(groups('plan').map(group => [group.key, group]))
  const hrefOf = (group: Group): string | undefined => {
    // Last year's lines are not in this table; what stands there now is.
    const here = shown === 'lastYear' ? current.get(group.key) : group
    if (!here) return undefined
    const { stage, version } = query
    return here.division
      ? pageAddress(lang, slug, page, { stage, version, side, group: here.division.code }, '#lines')
      : lineHash(here.lines[0])
  }
  const bars = groups(shown).map(group => {
    const mark = others.get(group.key)
    return {
      amount: group.amount,
      label: group.division ? (group.division[lang] ?? group.division.en) : lineName(group.lines[0], lang),
      value: group.amount,
      text: formatMoneyShort(lang, group.amount),
      href: hrefOf(group),
      note: mark === undefined ? undefined : t('bars.compare', { what, amount: formatMoneyShort(lang, mark) }),
      mark,
    }
  })
  const { shown: large, rest } = splitSmall(bars)
  const sum = (some: typeof bars) => some.reduce((all, bar) => all + bar.amount, 0) as Tyiyn
  return {
    shown: large,
    rest,
    restAmount: sum([...rest]),
    total: sum(bars),
    longest: Math.max(1, ...bars.flatMap(bar => [bar.value, bar.mark ?? 0])),
  }
}
