import { boolean, date, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type BudgetStage =
  'draft' | 'approved' | 'amended' | 'execution-q1' | 'execution-h1' | 'execution-9m' | 'execution' | 'outlook'
export type Side = 'revenue' | 'expenditure'
/** `ofWhich` is a part of another line and counts in no sum; `total` is a total that the source prints. */
export type LineKind = 'line' | 'ofWhich' | 'total'

/** One version of one stage of one year's budget. A new import makes a new version; the old one stays readable. */
export const budget = table(
  'budget',
  {
    id: text('id').primaryKey(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    year: integer('year').notNull(),
    stage: text('stage').$type<BudgetStage>().notNull(),
    version: integer('version').notNull(),
    isCurrent: boolean('is_current').notNull(),
    /** What the amounts were printed in. */
    printedUnit: text('printed_unit').$type<'som' | 'thousandSom'>().notNull(),
    sourceTitle: text('source_title').notNull(),
    sourceUrl: text('source_url'),
    sourceDate: date('source_date'),
    /** Key of the kept original in the file store, its name as it came, and its SHA-256. */
    sourceFile: text('source_file'),
    sourceFileName: text('source_file_name'),
    sourceSha256: text('source_sha256'),
    /** What the source says beside its table: titles above, notes below. */
    notes: text('notes'),
    isDemo: boolean('is_demo').notNull(),
    /** Tyiyn. The amounts a side is known by: its printed total, or the sum of its lines where none is printed. */
    revenuePlan: integer('revenue_plan'),
    revenueActual: integer('revenue_actual'),
    expenditurePlan: integer('expenditure_plan'),
    expenditureActual: integer('expenditure_actual'),
    lineCount: integer('line_count').notNull(),
    findingCount: integer('finding_count').notNull(),
    importedAt: instant('imported_at').notNull(),
    importedBy: text('imported_by').notNull(),
  },
  t => [uniqueIndex('budget_version').on(t.municipalityId, t.year, t.stage, t.version)],
)

export const budgetLine = table(
  'budget_line',
  {
    id: text('id').primaryKey(),
    budgetId: text('budget_id')
      .notNull()
      .references(() => budget.id),
    position: integer('position').notNull(),
    side: text('side').$type<Side>().notNull(),
    kind: text('kind').$type<LineKind>().notNull(),
    /** The line that an `ofWhich` line is a part of. */
    parentId: text('parent_id'),
    /** As printed, and where known in the other languages. */
    name: text('name').notNull(),
    nameKy: text('name_ky'),
    nameRu: text('name_ru'),
    nameEn: text('name_en'),
    localCode: text('local_code'),
    economicCode: text('economic_code'),
    functionalCode: text('functional_code'),
    isDelegated: boolean('is_delegated').notNull(),
    /** Tyiyn. */
    plan: integer('plan'),
    actual: integer('actual'),
    printedPlan: text('printed_plan'),
    printedActual: text('printed_actual'),
    /** Row of the source, from 1. */
    row: integer('row'),
    note: text('note'),
  },
  t => [index('budget_line_budget').on(t.budgetId, t.position)],
)

/** A plain-language finding of the checks; none repairs, none blocks. */
export const budgetFinding = table(
  'budget_finding',
  {
    id: text('id').primaryKey(),
    budgetId: text('budget_id')
      .notNull()
      .references(() => budget.id),
    code: text('code').notNull(),
    lineId: text('line_id'),
    row: integer('row'),
    /** Tyiyn, where the finding is a difference. */
    difference: integer('difference'),
    values: json<Record<string, string | number>>('values').notNull(),
    explanation: text('explanation'),
    explainedBy: text('explained_by'),
    explainedAt: instant('explained_at'),
  },
  t => [index('budget_finding_budget').on(t.budgetId)],
)
