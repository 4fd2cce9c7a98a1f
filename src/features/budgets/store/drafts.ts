import { and, desc, eq, inArray } from 'drizzle-orm'
import { budget } from '#db/schema/budgets.ts'
import type { Reading } from '#db/store.ts'

const columns = {
  municipalityId: budget.municipalityId,
  year: budget.year,
  expenditurePlan: budget.expenditurePlan,
  importedAt: budget.importedAt,
  isDemo: budget.isDemo,
}

/** Current drafts, the latest first. */
export const selectCurrentDrafts = (db: Reading, limit: number) =>
  db
    .select(columns)
    .from(budget)
    .where(and(eq(budget.isCurrent, true), eq(budget.stage, 'draft')))
    .orderBy(desc(budget.importedAt), desc(budget.id))
    .limit(limit)

/** Years of these municipalities whose budget stands already. */
export const selectApprovedYears = (db: Reading, municipalityIds: readonly string[]) =>
  db
    .select({ municipalityId: budget.municipalityId, year: budget.year })
    .from(budget)
    .where(
      and(
        inArray(budget.municipalityId, [...municipalityIds]),
        inArray(budget.stage, ['approved', 'amended', 'execution-q1', 'execution-h1', 'execution-9m', 'execution']),
      ),
    )
