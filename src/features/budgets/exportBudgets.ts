import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { somString, type Tyiyn } from '#platform/money.ts'
import type { SheetColumn } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { listPublishedBudgets } from './listPublishedBudgets.ts'
import type { Budget, BudgetLine } from './rules/budget.ts'
import { PACKAGE_FIELDS, type PackageField, packageLines } from './rules/fiscalPackage.ts'
import { words } from './words.ts'

/** A line with the budget and the place it belongs to: one row of a table. */
export interface ExportRow {
  readonly municipality: Municipality
  readonly budget: Budget
  readonly line: BudgetLine
}
export type PlacedBudget = Pick<ExportRow, 'municipality' | 'budget'>

/** Every current budget with its place, for a file. */
export async function exportBudgets(app: App): Promise<PlacedBudget[]> {
  const all: PlacedBudget[] = []
  const places = new Map<string, Municipality>()
  for (let after: string | undefined; ;) {
    const page = await listPublishedBudgets(app, { after, limit: 200 })
    for (const budget of page.items) {
      const municipality = places.get(budget.municipalityId) ?? (await readMunicipality(app, budget.municipalityId))
      if (!municipality) throw new Error('a budget without its municipality')
      places.set(budget.municipalityId, municipality)
      all.push({ municipality, budget })
    }
    if (!page.next) return all
    after = page.next
  }
}

export const exportRows = (budgets: readonly PlacedBudget[]): ExportRow[] =>
  budgets.flatMap(({ municipality, budget }) => budget.lines.map(line => ({ municipality, budget, line })))

const som = (amount: Tyiyn | undefined) => (amount === undefined ? undefined : somString(amount))

/** The columns of the table, with headings in the reader's language that an import understands again. */
export function budgetColumns(lang: Lang): SheetColumn<ExportRow>[] {
  const t = words(lang)
  return [
    { heading: t('export.municipality'), value: row => row.municipality.names[lang], width: 28 },
    { heading: t('export.soate'), value: row => row.municipality.soate, width: 18 },
    { heading: t('export.year'), value: row => row.budget.year, width: 8 },
    { heading: t('export.stage'), value: row => t(`stage.${row.budget.stage}`), width: 22 },
    { heading: t('export.version'), value: row => row.budget.version, width: 8 },
    { heading: t('export.demo'), value: row => t(row.budget.isDemo ? 'yes' : 'no'), width: 8 },
    { heading: t('export.row'), value: row => row.line.row, width: 10 },
    { heading: t('export.side'), value: row => t(`side.${row.line.side}`), width: 14 },
    { heading: t('export.kind'), value: row => t(`kind.${row.line.kind}`), width: 14 },
    { heading: t('export.functionalCode'), value: row => row.line.functionalCode, width: 12 },
    { heading: t('export.economicCode'), value: row => row.line.economicCode, width: 12 },
    { heading: t('export.localCode'), value: row => row.line.localCode, width: 12 },
    { heading: t('export.nameLang'), value: row => row.line.names?.[lang] ?? row.line.name, width: 52 },
    { heading: t('export.name'), value: row => row.line.name, width: 52 },
    { heading: t('export.plan'), value: row => som(row.line.plan), width: 18, amount: '#,##0.00' },
    { heading: t('export.actual'), value: row => som(row.line.actual), width: 18, amount: '#,##0.00' },
    { heading: t('export.printedPlan'), value: row => row.line.printedPlan, width: 18 },
    { heading: t('export.printedActual'), value: row => row.line.printedActual, width: 18 },
    { heading: t('export.source'), value: row => row.budget.source.url ?? row.budget.source.title, width: 40 },
  ]
}

const PACKAGE_VALUES: Record<PackageField, SheetColumn<ExportRow>['value']> = {
  id: row => row.line.id,
  side: row => row.line.side,
  kind: row => row.line.kind,
  name: row => row.line.name,
  name_ky: row => row.line.names?.ky,
  name_ru: row => row.line.names?.ru,
  name_en: row => row.line.names?.en,
  functional_code: row => row.line.functionalCode,
  economic_code: row => row.line.economicCode,
  local_code: row => row.line.localCode,
  delegated: row => String(row.line.isDelegated),
  plan: row => som(row.line.plan),
  actual: row => som(row.line.actual),
  year: row => row.budget.year,
  soate: row => row.municipality.soate,
  municipality: row => row.municipality.names.ky,
}
/** The table of the Fiscal Data Package: names for programs, and only the rows that count. */
export const packageColumns: SheetColumn<ExportRow>[] = PACKAGE_FIELDS.map(([name]) => ({
  heading: name,
  value: PACKAGE_VALUES[name],
}))
export const packageRows = ({ municipality, budget }: PlacedBudget): ExportRow[] =>
  packageLines(budget.lines).map(line => ({ municipality, budget, line }))
