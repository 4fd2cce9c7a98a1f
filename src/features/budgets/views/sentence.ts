import { formatMoneyShort, formatPercent } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import { type Budget, type BudgetStage, type BudgetSummary, type Side, tellsExecution } from '../rules/budget.ts'
import { words } from '../words.ts'

/** How much of the year a report tells about. */
const PERIOD: Partial<Record<BudgetStage, string>> = { 'execution-q1': 'q1', 'execution-h1': 'h1', 'execution-9m': 'm9' }

export interface Sentence {
  readonly text: string
  readonly amount: Tyiyn
  readonly perResident?: Tyiyn | undefined
  readonly column: 'plan' | 'actual'
}

/** What the budget comes to in one sentence: spending where it is known, else revenue; done where it tells execution. */
export function sentenceOf(lang: Lang, budget: BudgetSummary, population: number | undefined): Sentence | undefined {
  const t = words(lang)
  const side: Side = budget.expenditure.plan !== undefined || budget.expenditure.actual !== undefined ? 'expenditure' : 'revenue'
  const column = tellsExecution(budget.stage) && budget[side].actual !== undefined ? 'actual' : 'plan'
  const amount = budget[side][column] ?? budget[side].actual
  if (amount === undefined) return undefined
  const key = budget.stage === 'outlook' ? 'sentence.outlook' : (`sentence.${column}.${side}` as const)
  return {
    text: t(key, { year: String(budget.year), period: PERIOD[budget.stage] ?? 'year' }),
    amount,
    column,
    perResident: population ? tyiyn(Math.round(amount / population / 100) * 100) : undefined,
  }
}

/** "такталган бюджет": whose figures of another year these are compared with, in the middle of a sentence. */
export const basisOf = (lang: Lang, stage: BudgetStage): string => {
  const [first = '', ...rest] = words(lang)(`stage.${stage}`)
  return first.toLocaleLowerCase(lang) + rest.join('')
}

/** "+ 9 %" against the plan of the year before; undefined where there is nothing to compare. */
export function changeSince(lang: Lang, budget: Budget, before: BudgetSummary | undefined): string | undefined {
  const [now, then] = [budget.expenditure.plan ?? budget.revenue.plan, before?.expenditure.plan ?? before?.revenue.plan]
  if (!now || !then) return undefined
  const change = now / then - 1
  return `${change > 0 ? '+' : ''}${formatPercent(lang, change, Math.abs(change) < 0.1 ? 1 : 0)}`
}

/** "+1,2 млн сом": a difference as people say it. */
export const signed = (lang: Lang, amount: Tyiyn): string => `${amount > 0 ? '+' : ''}${formatMoneyShort(lang, amount)}`
