import type { APIRoute } from 'astro'
import { budgetColumns, exportRows, packageColumns, packageRows } from '#features/budgets/exportBudgets.ts'
import { readPlacedBudget } from '#features/budgets/readPlacedBudget.ts'
import { budgetJson } from '#features/budgets/views/budgetJson.ts'
import { words } from '#features/budgets/words.ts'
import { apiJson, apiProblem, fileResponse } from '#platform/http/api.ts'
import { isLang } from '#platform/i18n/languages.ts'
import { CSV_TYPE, writeCsv, writeXlsx, XLSX_TYPE } from '#platform/spreadsheet.ts'

/**
 * One version of a budget: JSON by its id alone, a table with `.csv` or `.xlsx` after it. `?lang=` is the language of
 * headings; `?for=package` gives the table that the Fiscal Data Package describes.
 */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const { app } = locals
  const asked = url.searchParams.get('lang')
  const lang = isLang(asked) ? asked : locals.lang
  const [, id = '', form = 'json'] = /^([^.]*)(?:\.(csv|xlsx))?$/.exec(params.id ?? '') ?? []
  const one = await readPlacedBudget(app, id)
  if (!one) return apiProblem({ status: 404, title: words(lang)('api.budget') })
  if (form === 'json') return apiJson(budgetJson(one, lang))
  const { municipality, budget } = one
  const name = `budget-${municipality.slug}-${budget.year}-${budget.stage}-v${budget.version}.${form}`
  if (form === 'xlsx') {
    const sheet = `${municipality.slug} ${budget.year}`
    return fileResponse(await writeXlsx(sheet, budgetColumns(lang), exportRows([one])), XLSX_TYPE, name)
  }
  const forPackage = url.searchParams.get('for') === 'package'
  const table = forPackage
    ? writeCsv(packageColumns, packageRows(one), { plain: true })
    : writeCsv(budgetColumns(lang), exportRows([one]))
  return fileResponse(table, CSV_TYPE, name)
}
