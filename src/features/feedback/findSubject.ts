import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import { readHearing } from '#features/hearings/readHearing.ts'
import { readPublishedReport } from '#features/reports/readPublishedReport.ts'
import { textFor } from '#features/reports/rules/report.ts'
import type { App } from '#src/app.ts'
import type { FoundSubject } from './rules/acceptance.ts'
import type { SubjectType } from './rules/kinds.ts'

/**
 * Finds what a room above this one knows, as whoever brings the rooms together passes it on: a proposal of participatory
 * budgeting. Undefined where the id is unknown there.
 */
export type FindAbove = (municipalityId: string, subject: { type: SubjectType; id: string }) => Promise<FoundSubject | undefined>

/** What a word of this municipality may be about, as its room knows it; undefined where the id is unknown there. */
export async function findSubject(
  app: App,
  municipalityId: string,
  subject: { readonly type: SubjectType; readonly id?: string | undefined },
  findAbove?: FindAbove,
): Promise<FoundSubject | undefined> {
  if (subject.id === undefined) return undefined
  if (subject.type === 'proposal') return findAbove?.(municipalityId, { type: subject.type, id: subject.id })
  if (subject.type === 'budgetLine') {
    const found = await readBudgetLine(app, subject.id)
    return found && { municipalityId: found.budget.municipalityId, label: found.line.name }
  }
  if (subject.type === 'budget') {
    const found = (await listBudgets(app, municipalityId)).find(budget => budget.id === subject.id)
    return found && { municipalityId, label: `${found.year} ${found.stage}` }
  }
  if (subject.type === 'hearing') {
    const found = await readHearing(app, subject.id)
    return found && { municipalityId: found.municipalityId, label: found.title.ky }
  }
  if (subject.type === 'report') {
    const found = await readPublishedReport(app, subject.id)
    return found && { municipalityId: found.municipalityId, label: textFor(found.texts, 'ky')?.text.title ?? '' }
  }
  return undefined
}
