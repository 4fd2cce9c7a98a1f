import { and, asc, count, countDistinct, desc, eq, gt, max, ne } from 'drizzle-orm'
import { budget, budgetFinding, budgetLine } from '#db/schema/budgets.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { BudgetLine, BudgetStage, BudgetSummary, FindingCode, StoredFinding } from '../rules/budget.ts'

type BudgetRow = typeof budget.$inferSelect
type LineRow = typeof budgetLine.$inferSelect
type FindingRow = typeof budgetFinding.$inferSelect

const amount = (value: number | null): Tyiyn | undefined => (value === null ? undefined : tyiyn(value))

function summaryOf(row: BudgetRow): BudgetSummary {
  return {
    id: row.id,
    municipalityId: row.municipalityId,
    year: row.year,
    stage: row.stage,
    version: row.version,
    isCurrent: row.isCurrent,
    isDemo: row.isDemo,
    revenue: { plan: amount(row.revenuePlan), actual: amount(row.revenueActual) },
    expenditure: { plan: amount(row.expenditurePlan), actual: amount(row.expenditureActual) },
    lineCount: row.lineCount,
    findingCount: row.findingCount,
    printedUnit: row.printedUnit,
    source: {
      title: row.sourceTitle,
      url: row.sourceUrl ?? undefined,
      date: (row.sourceDate ?? undefined) as IsoDate | undefined,
      fileName: row.sourceFileName ?? undefined,
    },
    notes: row.notes ?? undefined,
    importedAt: row.importedAt,
  }
}

function lineOf(row: LineRow): BudgetLine {
  return {
    id: row.id,
    position: row.position,
    parentId: row.parentId ?? undefined,
    side: row.side,
    kind: row.kind,
    name: row.name,
    names: { ky: row.nameKy ?? undefined, ru: row.nameRu ?? undefined, en: row.nameEn ?? undefined },
    localCode: row.localCode ?? undefined,
    economicCode: row.economicCode ?? undefined,
    functionalCode: row.functionalCode ?? undefined,
    isDelegated: row.isDelegated,
    plan: amount(row.plan),
    actual: amount(row.actual),
    printedPlan: row.printedPlan ?? undefined,
    printedActual: row.printedActual ?? undefined,
    row: row.row ?? undefined,
    note: row.note ?? undefined,
  }
}

function findingOf(row: FindingRow): StoredFinding {
  return {
    id: row.id,
    code: row.code as FindingCode,
    lineId: row.lineId ?? undefined,
    row: row.row ?? undefined,
    difference: amount(row.difference),
    values: row.values,
    reason: row.reason ?? undefined,
    explanation: row.explanation ?? undefined,
    explainedBy: row.explainedBy ?? undefined,
    explainedAt: row.explainedAt ?? undefined,
  }
}

/** Every budget of a municipality, the latest year and version first. */
export async function selectSummaries(db: Reading, municipalityId: string): Promise<BudgetSummary[]> {
  const rows = await db
    .select()
    .from(budget)
    .where(eq(budget.municipalityId, municipalityId))
    .orderBy(desc(budget.year), asc(budget.stage), desc(budget.version))
  return rows.map(summaryOf)
}

/** Current budgets in the order of their ids, after one of them, for lists of the API and exports. */
export async function selectCurrent(
  db: Reading,
  where: {
    readonly municipalityId?: string | undefined
    readonly year?: number | undefined
    readonly after?: string | undefined
  },
  limit: number,
): Promise<BudgetSummary[]> {
  const rows = await db
    .select()
    .from(budget)
    .where(
      and(
        eq(budget.isCurrent, true),
        where.municipalityId === undefined ? undefined : eq(budget.municipalityId, where.municipalityId),
        where.year === undefined ? undefined : eq(budget.year, where.year),
        where.after === undefined ? undefined : gt(budget.id, where.after),
      ),
    )
    .orderBy(asc(budget.id))
    .limit(limit)
  return rows.map(summaryOf)
}

/** One version by its id, current or not. */
export async function selectSummaryById(db: Reading, id: string): Promise<BudgetSummary | undefined> {
  const [row] = await db.select().from(budget).where(eq(budget.id, id))
  return row && summaryOf(row)
}

export async function selectLines(db: Reading, budgetId: string): Promise<BudgetLine[]> {
  const rows = await db.select().from(budgetLine).where(eq(budgetLine.budgetId, budgetId)).orderBy(asc(budgetLine.position))
  return rows.map(lineOf)
}

export async function selectLineIds(db: Reading, budgetId: string): Promise<string[]> {
  const rows = await db.select({ id: budgetLine.id }).from(budgetLine).where(eq(budgetLine.budgetId, budgetId))
  return rows.map(row => row.id)
}

export async function selectFindings(db: Reading, budgetId: string): Promise<StoredFinding[]> {
  const rows = await db.select().from(budgetFinding).where(eq(budgetFinding.budgetId, budgetId)).orderBy(asc(budgetFinding.id))
  return rows.map(findingOf)
}

export async function selectLineWithBudget(
  db: Reading,
  lineId: string,
): Promise<{ line: BudgetLine; budget: BudgetSummary } | undefined> {
  const [row] = await db
    .select({ line: budgetLine, budget })
    .from(budgetLine)
    .innerJoin(budget, eq(budget.id, budgetLine.budgetId))
    .where(eq(budgetLine.id, lineId))
  return row && { line: lineOf(row.line), budget: summaryOf(row.budget) }
}

/**
 * Municipalities with a budget, and their years with one: a year is counted once, whatever stages it has. Demo data counts
 * too, where it is loaded.
 */
export async function countCurrent(db: Reading): Promise<{ municipalities: number; budgets: number }> {
  const years = db
    .selectDistinct({ municipalityId: budget.municipalityId, year: budget.year })
    .from(budget)
    .where(eq(budget.isCurrent, true))
    .as('years')
  const [row] = await db.select({ municipalities: countDistinct(years.municipalityId), budgets: count() }).from(years)
  return { municipalities: Number(row?.municipalities ?? 0), budgets: Number(row?.budgets ?? 0) }
}

/** The highest version of a stage so far, 0 where there is none. */
export async function latestVersion(db: Reading, municipalityId: string, year: number, stage: BudgetStage): Promise<number> {
  const [row] = await db
    .select({ version: max(budget.version) })
    .from(budget)
    .where(and(eq(budget.municipalityId, municipalityId), eq(budget.year, year), eq(budget.stage, stage)))
  return Number(row?.version ?? 0)
}

/** Another version that was read from the very same file in the same unit; undefined where there is none. */
export async function versionOfFile(
  db: Reading,
  one: Pick<BudgetSummary, 'id' | 'municipalityId' | 'year' | 'stage' | 'printedUnit'>,
  sha256: string,
): Promise<number | undefined> {
  const { id, municipalityId, year, stage, printedUnit } = one
  const of = and(eq(budget.municipalityId, municipalityId), eq(budget.year, year), eq(budget.stage, stage))
  const [row] = await db
    .select({ version: max(budget.version) })
    .from(budget)
    .where(and(of, ne(budget.id, id), eq(budget.printedUnit, printedUnit), eq(budget.sourceSha256, sha256)))
  return row?.version ?? undefined
}

// PostgreSQL takes at most 65,535 values in one statement, SQLite 32,766.
const ROWS_AT_ONCE = 1_000

/**
 * Writes a budget as the next version of its stage, with its lines and findings, and answers the version; those before it
 * stay, no longer current. Of two at once on PostgreSQL, the second waits for the first and comes after it.
 */
export async function insertBudget(
  tx: Writing,
  row: typeof budget.$inferInsert,
  lines: readonly (typeof budgetLine.$inferInsert)[],
  findings: readonly (typeof budgetFinding.$inferInsert)[],
): Promise<number> {
  const { municipalityId, year, stage } = row
  let version: number
  do version = (await latestVersion(tx, municipalityId, year, stage)) + 1
  while (!(await insertVersion(tx, { ...row, version })))
  const before = [eq(budget.municipalityId, municipalityId), eq(budget.year, year), eq(budget.stage, stage)]
  await tx
    .update(budget)
    .set({ isCurrent: false })
    .where(and(...before, ne(budget.id, row.id)))
  for (let at = 0; at < lines.length; at += ROWS_AT_ONCE) await tx.insert(budgetLine).values(lines.slice(at, at + ROWS_AT_ONCE))
  for (let at = 0; at < findings.length; at += ROWS_AT_ONCE)
    await tx.insert(budgetFinding).values(findings.slice(at, at + ROWS_AT_ONCE))
  return version
}

/** False where the version is taken: somebody else's was a moment earlier. */
async function insertVersion(tx: Writing, row: typeof budget.$inferInsert): Promise<boolean> {
  const { municipalityId, year, stage, version } = budget
  const target = [municipalityId, year, stage, version]
  return (await tx.insert(budget).values(row).onConflictDoNothing({ target }).returning({ id: budget.id })).length > 0
}
