import type { IsoDate } from '#platform/dates.ts'
import type { MoneyUnit, Tyiyn } from '#platform/money.ts'

/** In the order a budget lives through them; execution is told after a quarter, a half, nine months and the year. */
export const STAGES = [
  'draft',
  'approved',
  'amended',
  'execution-q1',
  'execution-h1',
  'execution-9m',
  'execution',
  'outlook',
] as const
export type BudgetStage = (typeof STAGES)[number]
export const tellsExecution = (stage: BudgetStage): boolean => stage.startsWith('execution')

export const SIDES = ['revenue', 'expenditure'] as const
export type Side = (typeof SIDES)[number]

/** `ofWhich` is a part of another line and counts in no sum; `total` is a total that the source prints. */
export type LineKind = 'line' | 'ofWhich' | 'total'

/** What a line says in the source, before it has an id. */
export interface LineFacts {
  readonly side: Side
  readonly kind: LineKind
  /** As printed. */
  readonly name: string
  readonly names?:
    { readonly ky?: string | undefined; readonly ru?: string | undefined; readonly en?: string | undefined } | undefined
  readonly localCode?: string | undefined
  readonly economicCode?: string | undefined
  readonly functionalCode?: string | undefined
  /** Money for delegated state powers. */
  readonly isDelegated: boolean
  readonly plan?: Tyiyn | undefined
  readonly actual?: Tyiyn | undefined
  readonly printedPlan?: string | undefined
  readonly printedActual?: string | undefined
  /** Row of the source, from 1. */
  readonly row?: number | undefined
  readonly note?: string | undefined
}

export interface BudgetLine extends LineFacts {
  readonly id: string
  readonly position: number
  readonly parentId?: string | undefined
}

/** What a check found, as a code with values; the words are in `messages/`. It changes no figure and blocks nothing. */
export interface Finding {
  readonly code: FindingCode
  /** Position of the line it is about, in the order of the source. */
  readonly position?: number | undefined
  readonly row?: number | undefined
  /** Tyiyn: by how much figures differ. */
  readonly difference?: Tyiyn | undefined
  /** Amounts among them are tyiyn; their names are in `MONEY_VALUES`. */
  readonly values: Readonly<Record<string, string | number>>
}
export const FINDINGS = [
  'partsDoNotAddUp',
  'ofWhichExceedsWhole',
  'lostDecimalComma',
  'thousandSlip',
  'duplicateLine',
  'unknownCode',
  'delegatedWithoutOwnLine',
  'revenueNotExpenditure',
  'totalMissing',
  'linesMissing',
  'actualMissing',
  'negativeAmount',
  'columnsNotTaken',
  'codesUnclear',
  'unitAssumed',
  'unitDiffers',
  'finerThanTyiyn',
] as const
export type FindingCode = (typeof FINDINGS)[number]
// What the figures themselves raise; the other findings say how the document was read and what it leaves out.
const ASKING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'partsDoNotAddUp',
  'ofWhichExceedsWhole',
  'revenueNotExpenditure',
  'lostDecimalComma',
  'thousandSlip',
  'duplicateLine',
  'negativeAmount',
])
/** Whether the municipality is asked to explain it: figures that do not fit, not a note on the document. */
export const asksFor = (code: FindingCode): boolean => ASKING.has(code)

/** Names of finding values that are amounts in tyiyn. */
export const MONEY_VALUES: ReadonlySet<string> = new Set([
  'parts',
  'total',
  'whole',
  'amount',
  'other',
  'likely',
  'perInhabitant',
  'revenue',
  'expenditure',
])

/** Ready words for why figures stand as they are: printed so, rounded, or checked and right. */
export const REASONS = ['asPrinted', 'rounded', 'right'] as const
export type FindingReason = (typeof REASONS)[number]

/** A stored finding: with its line's id, and the municipality's explanation where one was given. */
export interface StoredFinding extends Finding {
  readonly id: string
  readonly lineId?: string | undefined
  readonly reason?: FindingReason | undefined
  readonly explanation?: string | undefined
  readonly explainedBy?: string | undefined
  readonly explainedAt?: Date | undefined
}

/** One side's amounts: the printed total, or the sum of the lines where none is printed. */
export interface SideAmounts {
  readonly plan?: Tyiyn | undefined
  readonly actual?: Tyiyn | undefined
}

export interface BudgetSummary {
  readonly id: string
  readonly municipalityId: string
  readonly year: number
  readonly stage: BudgetStage
  /** From 1; a new import makes a new one. */
  readonly version: number
  /** The latest version of its stage. */
  readonly isCurrent: boolean
  readonly isDemo: boolean
  readonly revenue: SideAmounts
  readonly expenditure: SideAmounts
  readonly lineCount: number
  readonly findingCount: number
  readonly printedUnit: MoneyUnit
  readonly source: {
    readonly title: string
    readonly url?: string | undefined
    readonly date?: IsoDate | undefined
    readonly fileName?: string | undefined
  }
  readonly notes?: string | undefined
  readonly importedAt: Date
}

export interface Budget extends BudgetSummary {
  readonly lines: readonly BudgetLine[]
  readonly findings: readonly StoredFinding[]
}
