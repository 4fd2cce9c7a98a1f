import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { type SheetColumn, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { readClassification } from './readClassification.ts'
import { type BudgetStage, tellsExecution } from './rules/budget.ts'
import { planInForce } from './rules/choice.ts'
import { startingLines, type TemplateRow, templateRows } from './rules/template.ts'
import { selectLines, selectSummaries } from './store/budgets.ts'
import { words } from './words.ts'

/**
 * A table to fill in for a year and a stage, with the municipality's own lines: last year's plan stands beside the empty
 * column; a report of execution has this year's plan there. The portal reads it back without any correction.
 */
export async function budgetTemplate(
  app: App,
  viewer: Viewer,
  asked: { readonly municipality: string; readonly year: number; readonly stage: BudgetStage; readonly lang: Lang },
): Promise<Result<{ bytes: Buffer; fileName: string }>> {
  const municipality = await readMunicipality(app, asked.municipality)
  if (!municipality) return err('import.municipality', { values: { key: asked.municipality } })
  if (!may(viewer, 'budget.prepare', placesOf(municipality))) return err('forbidden')
  const { year, stage, lang } = asked
  const t = words(lang)
  const reports = tellsExecution(stage)
  const current = (await selectSummaries(app.store.read, municipality.id)).filter(one => one.isCurrent && one.lineCount > 2)
  const years = [...new Set(current.map(one => one.year))]
    .filter(one => (reports ? one <= year : one < year))
    .sort((a, b) => b - a)
  const basis = planInForce(current.filter(one => one.year === years[0]))
  const unit = basis?.printedUnit ?? 'thousandSom'
  const lines = basis ? await selectLines(app.store.read, basis.id) : startingLines(readClassification())
  const rows = templateRows(lines, lang, unit)
  const has = (field: 'functionalCode' | 'economicCode' | 'localCode') => !basis || rows.some(row => row[field] !== undefined)
  const amount = { amount: '#,##0.00' as const, width: 20 }
  const of = (key: 'template.plan' | 'template.actual', one: number) => t(key, { year: String(one), unit })
  const before = basis?.year ?? year - 1
  const columns: SheetColumn<TemplateRow>[] = [
    { heading: t('template.side'), value: row => t(`side.${row.side}`), width: 12 },
    ...(has('functionalCode') ? [{ heading: t('export.functionalCode'), value: (row: TemplateRow) => row.functionalCode }] : []),
    ...(has('economicCode') ? [{ heading: t('export.economicCode'), value: (row: TemplateRow) => row.economicCode }] : []),
    ...(has('localCode') ? [{ heading: t('export.localCode'), value: (row: TemplateRow) => row.localCode }] : []),
    { heading: t('export.nameLang'), value: row => row.name, width: 60 },
    // A report tells the plan it is measured by; where that is another year's, it is left to be filled in.
    ...(reports
      ? [
          {
            heading: of('template.plan', year),
            value: (row: TemplateRow) => (before === year ? row.before : undefined),
            ...amount,
          },
        ]
      : [{ heading: of('template.plan', before), value: (row: TemplateRow) => row.before, ...amount }]),
    { heading: of(reports ? 'template.actual' : 'template.plan', year), value: () => undefined, ...amount },
  ]
  const fileName = `${municipality.slug}-${year}-${stage}.xlsx`
  return ok({ bytes: await writeXlsx(`${year}`, columns, rows), fileName })
}
