import type { BudgetStage, BudgetSummary } from './budget.ts'

type Names = Readonly<Record<'ky' | 'ru' | 'en', string>>

/** Columns of the package's table, by the names that programs rely on. */
export const PACKAGE_FIELDS = [
  ['id', 'string', 'Id of the line'],
  ['side', 'string', 'revenue or expenditure'],
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

/**
 * The descriptor of a budget as a Fiscal Data Package 0.3: one table of the lines that count (no totals, no "of which", so
 * that sums are right), measures in KGS, and what the lines are grouped by. `csvUrl` is where the table is.
 */
export function fiscalPackage(budget: BudgetSummary, place: { readonly names: Names; readonly slug: string }, csvUrl: string) {
  const hasActual = budget.revenue.actual !== undefined || budget.expenditure.actual !== undefined
  const measure = { resource: 'lines', currency: 'KGS' }
  const attribute = (source: PackageField, more: Record<string, string> = {}) => ({ source, resource: 'lines', ...more })
  return {
    profile: 'fiscal-data-package',
    name: `budget-${place.slug}-${budget.year}-${budget.stage}-v${budget.version}`,
    id: budget.id,
    title: `${place.names.ky}: ${budget.year}`,
    description: budget.isDemo
      ? 'Demo data, not the figures of the municipality.'
      : `${place.names.en}: budget of ${budget.year}, ${budget.stage}.`,
    created: budget.importedAt.toISOString(),
    countryCode: 'KG',
    granularity: 'aggregated',
    fiscalPeriod: { start: `${budget.year}-01-01`, end: `${budget.year}-12-31` },
    sources: [{ title: budget.source.title, ...(budget.source.url ? { path: budget.source.url } : {}) }],
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
