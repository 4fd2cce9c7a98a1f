import type { IsoDate } from '#platform/dates.ts'
import type { HearingKind } from './hearing.ts'

/** Until this month councils still approve the budget of the running year (domain calendar: December to February). */
const LAST_APPROVING_MONTH = 3

/** The year whose budget a hearing of this day is usually about: next year's draft, last year's execution. */
export function usualYear(kind: HearingKind, date: IsoDate): number | undefined {
  const [year = 0, month = 0] = date.split('-').map(Number)
  switch (kind) {
    case 'draftBudget':
      return month <= LAST_APPROVING_MONTH ? year : year + 1
    case 'execution':
      return year - 1
    case 'other':
      return undefined
  }
}
