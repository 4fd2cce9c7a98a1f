import { type Tyiyn, somString } from '#platform/money.ts'
import type { Budget, BudgetLine, Finding, SideAmounts, StoredFinding } from './budget.ts'

/*
 * A budget as the API, the exports and the command line publish it: amounts are decimal strings in som, what the document
 * prints stands beside them. What is unknown is left out. Fields are added, never renamed or taken away.
 */
const som = (amount: Tyiyn | undefined): string | null => (amount === undefined ? null : somString(amount))

export const publishedLine = (line: BudgetLine) => ({
  id: line.id,
  side: line.side,
  /** `ofWhich` is a part of the line `parent` and counts in no sum; `total` is a total that the document prints. */
  kind: line.kind,
  name: line.name,
  names: { ky: line.names?.ky ?? null, ru: line.names?.ru ?? null, en: line.names?.en ?? null },
  parent: line.parentId,
  localCode: line.localCode,
  economicCode: line.economicCode,
  functionalCode: line.functionalCode,
  delegated: line.isDelegated,
  plan: som(line.plan),
  actual: line.actual === undefined ? undefined : somString(line.actual),
  printed: line.printedPlan ?? line.printedActual ?? null,
  printedActual: line.printedActual,
  row: line.row,
})

export const publishedFinding = (finding: Finding & Partial<StoredFinding>, message: string) => ({
  code: finding.code,
  message,
  row: finding.row,
  difference: finding.difference === undefined ? undefined : somString(finding.difference),
  line: finding.lineId,
  reason: finding.reason,
  explanation: finding.explanation,
})

const publishedSide = (side: SideAmounts) => ({ plan: som(side.plan), actual: som(side.actual) })
export const publishedTotals = (budget: Pick<Budget, 'revenue' | 'expenditure'>) => ({
  revenue: publishedSide(budget.revenue),
  expenditure: publishedSide(budget.expenditure),
})

/** What stands in lists; `publishedBudget` adds lines and findings. `municipality` is in the shape of its own list. */
export const publishedSummary = <M>(budget: Omit<Budget, 'lines' | 'findings'>, municipality: M) => ({
  id: budget.id,
  municipality,
  year: budget.year,
  stage: budget.stage,
  version: budget.version,
  current: budget.isCurrent,
  demo: budget.isDemo,
  currency: 'KGS' as const,
  totals: publishedTotals(budget),
  printedIn: budget.printedUnit,
  source: { title: budget.source.title, url: budget.source.url ?? null, date: budget.source.date ?? null },
  importedAt: budget.importedAt.toISOString(),
})

export const publishedBudget = <M>(budget: Budget, municipality: M, message: (finding: StoredFinding) => string) => ({
  ...publishedSummary(budget, municipality),
  lines: budget.lines.map(publishedLine),
  findings: budget.findings.map(finding => publishedFinding(finding, message(finding))),
})
