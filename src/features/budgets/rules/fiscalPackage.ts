import { type Budget, type BudgetLine, type BudgetStage, SIDES, type Side, type StoredFinding } from './budget.ts'
import { linesOf } from './checks/context.ts'
import { publishedFinding, publishedTotals } from './published.ts'

type Names = Readonly<Record<'ky' | 'ru' | 'en', string>>

/** Columns of the package's table, by the names that programs rely on. */
export const PACKAGE_FIELDS = [
  ['id', 'string', 'Id of the line'],
  ['side', 'string', 'revenue or expenditure'],
  ['kind', 'string', 'line, or total where only the total of a side is published'],
  ['name', 'string', 'Line as printed'],
  ['name_ky', 'string', 'Line in Kyrgyz'],
  ['name_ru', 'string', 'Line in Russian'],
  ['name_en', 'string', 'Line in English'],
  ['functional_code', 'string', 'Functional code (COFOG)'],
  ['economic_code', 'string', 'Economic code (GFSM)'],
  ['local_code', 'string', 'Code of the municipality'],
  ['delegated', 'boolean', 'Money for delegated state powers'],
  ['plan', 'number', 'Plan, som'],
  ['actual', 'number', 'Actual, som'],
  ['year', 'integer', 'Fiscal year'],
  ['soate', 'string', 'SOATE code of the municipality'],
  ['municipality', 'string', 'Municipality'],
] as const
export type PackageField = (typeof PACKAGE_FIELDS)[number][0]

const PHASE: Record<BudgetStage, 'proposed' | 'approved' | 'adjusted'> = {
  draft: 'proposed',
  outlook: 'proposed',
  approved: 'approved',
  amended: 'adjusted',
  'execution-q1': 'adjusted',
  'execution-h1': 'adjusted',
  'execution-9m': 'adjusted',
  execution: 'adjusted',
}

/** Sides of which a document prints no line that counts, only what they come to. */
const onlyTotalOf = (lines: readonly BudgetLine[]): Side[] =>
  SIDES.filter(side => linesOf(lines, side).length === 0 && lines.some(line => line.side === side && line.kind === 'total'))

/** The rows of the package's table: lines that count once in a sum, and of a side without any its last printed total. */
export function packageLines(lines: readonly BudgetLine[]): BudgetLine[] {
  const totals = onlyTotalOf(lines).map(side => lines.findLast(line => line.side === side && line.kind === 'total'))
  return lines.filter(line => line.kind === 'line' || totals.includes(line))
}

/**
 * The descriptor of a budget as a Fiscal Data Package 0.3: one table of the rows that count (no totals of lines, no "of
 * which", so that sums are right), measures in KGS, and what the lines are grouped by. `csvUrl` is where the table is.
 * Beyond the standard it says what the sides come to as printed, and what the checks found, in the words of `say`.
 */
export function fiscalPackage(
  budget: Budget,
  place: { readonly names: Names; readonly slug: string },
  csvUrl: string,
  say: (finding: StoredFinding) => string,
) {
  const onlyTotal = onlyTotalOf(budget.lines)
  const hasActual = budget.revenue.actual !== undefined || budget.expenditure.actual !== undefined
  const measure = { resource: 'lines', currency: 'KGS' }
  const attribute = (source: PackageField, more: Record<string, string> = {}) => ({ source, resource: 'lines', ...more })
  return {
    profile: 'fiscal-data-package',
    name: `budget-${place.slug}-${budget.year}-${budget.stage}-v${budget.version}`,
    id: budget.id,
    title: `${place.names.ky}: ${budget.year}`,
    description: [
      budget.isDemo
        ? 'Demo data, not the figures of the municipality.'
        : `${place.names.en}: budget of ${budget.year}, ${budget.stage}.`,
      ...(onlyTotal.length > 0 ? [`The document prints only the total of ${onlyTotal.join(' and ')}.`] : []),
    ].join(' '),
    created: budget.importedAt.toISOString(),
    countryCode: 'KG',
    granularity: 'aggregated',
    fiscalPeriod: { start: `${budget.year}-01-01`, end: `${budget.year}-12-31` },
    sources: [{ title: budget.source.title, ...(budget.source.url ? { path: budget.source.url } : {}) }],
    totals: publishedTotals(budget),
    findings: budget.findings.map(finding => publishedFinding(finding, say(finding))),
    resources: [
      {
        profile: 'tabular-data-resource',
        name: 'lines',
        path: csvUrl,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
        schema: {
          fields: PACKAGE_FIELDS.map(([name, type, title]) => ({ name, type, title })),
          missingValues: [''],
          primaryKey: 'id',
        },
      },
    ],
    model: {
      measures: {
        plan: { ...measure, source: 'plan', phase: PHASE[budget.stage] },
        ...(hasActual ? { actual: { ...measure, source: 'actual', phase: 'executed' } } : {}),
      },
      dimensions: {
        line: {
          dimensionType: 'fact',
          primaryKey: 'id',
          attributes: {
            id: attribute('id'),
            kind: attribute('kind'),
            name: attribute('name', { labelfor: 'id' }),
            name_ky: attribute('name_ky', { labelfor: 'id' }),
            name_ru: attribute('name_ru', { labelfor: 'id' }),
            name_en: attribute('name_en', { labelfor: 'id' }),
            local_code: attribute('local_code'),
          },
        },
        side: { dimensionType: 'other', primaryKey: 'side', attributes: { side: attribute('side') } },
        functional: {
          dimensionType: 'classification',
          classificationType: 'functional',
          primaryKey: 'functional_code',
          attributes: { functional_code: attribute('functional_code') },
        },
        economic: {
          dimensionType: 'classification',
          classificationType: 'economic',
          primaryKey: 'economic_code',
          attributes: { economic_code: attribute('economic_code') },
        },
        municipality: {
          dimensionType: 'location',
          primaryKey: 'soate',
          attributes: { soate: attribute('soate'), municipality: attribute('municipality', { labelfor: 'soate' }) },
        },
        year: { dimensionType: 'datetime', primaryKey: 'year', attributes: { year: attribute('year') } },
      },
    },
  }
}
