import type { APIRoute } from 'astro'
import { budgetTemplate } from '#features/budgets/budgetTemplate.ts'
import { uploadForm } from '#features/budgets/forms/officeForms.ts'
import { statusOf } from '#features/budgets/views/office/steps.ts'
import { fileResponse } from '#platform/http/api.ts'
import { paths } from '#platform/paths.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'

const asked = uploadForm.pick({ year: true, stage: true })

/** The table to fill in for a year and a stage, with the municipality's own lines. */
export const GET: APIRoute = async ({ locals, params, url, redirect }) => {
  const { app, lang, viewer } = locals
  const municipality = params.place ?? ''
  if (viewer.kind === 'visitor') return redirect(paths.signIn(lang, url.pathname + url.search), 303)
  const which = asked.safeParse(Object.fromEntries(url.searchParams))
  if (!which.success) return redirect(paths.officeBudgets(lang, municipality), 303)
  const made = await budgetTemplate(app, viewer, { ...which.data, municipality, lang })
  if (!made.ok) return new Response(null, { status: statusOf(made) })
  const answer = fileResponse(made.value.bytes, XLSX_TYPE, made.value.fileName)
  answer.headers.set('Cache-Control', 'no-store')
  return answer
}
