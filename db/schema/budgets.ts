import { boolean, date, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type BudgetStage =
  'draft' | 'approved' | 'amended' | 'execution-q1' | 'execution-h1' | 'execution-9m' | 'execution' | 'outlook'
export type Side = 'revenue' | 'expenditure'
/** `asPrinted`: the document says so; `rounded`: amounts are rounded; `right`: checked, and right. */
export type FindingReason = 'asPrinted' | 'rounded' | 'right'
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
    /** Why the municipality takes the figures as they are, and its own words. */
    reason: text('reason').$type<FindingReason>(),
    explanation: text('explanation'),
    explainedBy: text('explained_by'),
    explainedAt: instant('explained_at'),
  },
  t => [index('budget_finding_budget').on(t.budgetId)],
)

export type UploadState = 'reading' | 'refused' | 'read' | 'published' | 'discarded'
export interface UploadRefusal {
  readonly code: string
  readonly path?: string
  readonly values?: Readonly<Record<string, string | number>>
}
/** What the municipality says of a finding: ready words, its own, or both. */
export interface FindingAnswer {
  readonly reason?: FindingReason | undefined
  readonly text?: string | undefined
  readonly by: string
  readonly at: string
}

/** A budget on its way to publication: a file that somebody of the office brought, as it is read and looked through. */
export const budgetUpload = table(
  'budget_upload',
  {
    id: text('id').primaryKey(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    year: integer('year').notNull(),
    stage: text('stage').$type<BudgetStage>().notNull(),
    state: text('state').$type<UploadState>().notNull(),
    /** Counts what people change, so that the second of two who edit sees the first's change. */
    version: integer('version').notNull(),
    /** The original in the file store, its name as it came, and its SHA-256. */
    fileKey: text('file_key').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    sourceTitle: text('source_title'),
    sourceUrl: text('source_url'),
    sourceDate: date('source_date'),
    isDemo: boolean('is_demo').notNull(),
    /** What a person says of sheets, columns and unit; null where the portal's reading stands. */
    mapping: json<unknown>('mapping'),
    /** What was read, in the file store; its shape is `rules/prepared.ts`. */
    resultKey: text('result_key'),
    lineCount: integer('line_count').notNull(),
    findingCount: integer('finding_count').notNull(),
    /** Findings that the municipality is asked to explain and has not. */
    openCount: integer('open_count').notNull(),
    refusals: json<readonly UploadRefusal[]>('refusals'),
    /** By the finding's key (`rules/prepared.ts`); kept when the file is read again. */
    answers: json<Readonly<Record<string, FindingAnswer>>>('answers').notNull(),
    rowsRead: integer('rows_read').notNull(),
    percentRead: integer('percent_read').notNull(),
    attempts: integer('attempts').notNull(),
    leaseHolder: text('lease_holder'),
    leaseUntil: instant('lease_until'),
    /** The version that came of it. */
    budgetId: text('budget_id'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  t => [index('budget_upload_place').on(t.municipalityId, t.state), index('budget_upload_state').on(t.state, t.leaseUntil)],
)

/** What was said of a table's columns, so that the next file with the same headings is read so from the start. */
export const columnMemory = table(
  'column_memory',
  {
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    fingerprint: text('fingerprint').notNull(),
    columns: json<Readonly<Record<string, string>>>('columns').notNull(),
    unit: text('unit').$type<'som' | 'thousandSom'>(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  t => [primaryKey({ columns: [t.municipalityId, t.fingerprint] })],
)
