import type { APIRoute } from 'astro'
import { totalsQuestion } from '#features/feedback/forms/deskForms.ts'
import { EXPORT_FORMATS, exportTotals } from '#features/review/exportDesk.ts'
import { sendExport } from '#features/review/views/sendExport.ts'

/** The totals of the same question, as a file, with the same cells hidden. */
export const GET: APIRoute = async ({ params, locals, url }) => {
  const format = EXPORT_FORMATS.find(one => one === params.format)
  if (!format) return new Response(null, { status: 404 })
  const { app, viewer, lang } = locals
  const question = totalsQuestion.parse(Object.fromEntries(url.searchParams))
  return sendExport(await exportTotals(app, viewer, question, format, lang), viewer, lang)
}
