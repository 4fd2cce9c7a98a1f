import type { IsoDate } from '#platform/dates.ts'
import { type BudgetStage, STAGES } from './budget.ts'

// When in a year which document is due, as the budget process runs: reports follow their quarter, the draft of the coming
// year is discussed in autumn and approved around the new year.
const CALENDAR: readonly { readonly from: string; readonly stage: BudgetStage; readonly year: -1 | 0 | 1 }[] = [
  { from: '01-01', stage: 'approved', year: 0 },
  { from: '02-01', stage: 'execution', year: -1 },
  { from: '04-01', stage: 'execution-q1', year: 0 },
  { from: '07-01', stage: 'execution-h1', year: 0 },
  { from: '09-01', stage: 'draft', year: 1 },
  { from: '10-01', stage: 'execution-9m', year: 0 },
  { from: '11-01', stage: 'draft', year: 1 },
  { from: '12-15', stage: 'approved', year: 1 },
]

/** The document to be brought next: the latest one that is due and not there; the coming year's budget where all are. */
export function nextDue(
  there: readonly { readonly year: number; readonly stage: BudgetStage }[],
  today: IsoDate,
): { year: number; stage: BudgetStage } {
  const thisYear = Number(today.slice(0, 4))
  const due = CALENDAR.filter(one => one.from <= today.slice(5)).reverse()
  for (const { stage, year } of due) {
    const wanted = { year: thisYear + year, stage }
    // Nobody brings a draft once the budget stands, or a quarter's report once the half year is told.
    const later: readonly BudgetStage[] = STAGES.slice(STAGES.indexOf(stage)).filter(one => one !== 'outlook')
    if (!there.some(one => one.year === wanted.year && later.includes(one.stage))) return wanted
  }
  return { year: thisYear + 1, stage: 'approved' }
}
