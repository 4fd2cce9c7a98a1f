import type { budget, budgetFinding, budgetLine } from '#db/schema/budgets.ts'
import type { Budget } from '../rules/budget.ts'

/** A whole budget as the rows that keep it. */
export function toRows(
  one: Budget,
  original: { readonly key?: string; readonly sha256?: string; readonly importedBy: string },
): {
  budget: typeof budget.$inferInsert
  lines: (typeof budgetLine.$inferInsert)[]
  findings: (typeof budgetFinding.$inferInsert)[]
} {
  return {
    budget: {
      id: one.id,
      municipalityId: one.municipalityId,
      year: one.year,
      stage: one.stage,
      version: one.version,
      isCurrent: one.isCurrent,
      printedUnit: one.printedUnit,
      sourceTitle: one.source.title,
      sourceUrl: one.source.url,
      sourceDate: one.source.date,
      sourceFileName: one.source.fileName,
      sourceFile: original.key,
      sourceSha256: original.sha256,
      notes: one.notes,
      isDemo: one.isDemo,
      revenuePlan: one.revenue.plan,
      revenueActual: one.revenue.actual,
      expenditurePlan: one.expenditure.plan,
      expenditureActual: one.expenditure.actual,
      lineCount: one.lineCount,
      findingCount: one.findingCount,
      importedAt: one.importedAt,
      importedBy: original.importedBy,
    },
    lines: one.lines.map(line => ({
      id: line.id,
      budgetId: one.id,
      position: line.position,
      side: line.side,
      kind: line.kind,
      parentId: line.parentId,
      name: line.name,
      nameKy: line.names?.ky,
      nameRu: line.names?.ru,
      nameEn: line.names?.en,
      localCode: line.localCode,
      economicCode: line.economicCode,
      functionalCode: line.functionalCode,
      isDelegated: line.isDelegated,
      plan: line.plan,
      actual: line.actual,
      printedPlan: line.printedPlan,
      printedActual: line.printedActual,
      row: line.row,
      note: line.note,
    })),
    findings: one.findings.map(finding => ({
      id: finding.id,
      budgetId: one.id,
      code: finding.code,
      lineId: finding.lineId,
      row: finding.row,
      difference: finding.difference,
      values: finding.values,
      reason: finding.reason,
      explanation: finding.explanation,
      explainedBy: finding.explainedBy,
      explainedAt: finding.explainedAt,
    })),
  }
}
