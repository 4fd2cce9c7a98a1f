import type { APIRoute } from 'astro'
import { queueFilters } from '#features/feedback/forms/deskForms.ts'
import { EXPORT_FORMATS, exportQueue } from '#features/review/exportDesk.ts'
import { sendExport } from '#features/review/views/sendExport.ts'

/** The queue under the same filters, as a file. */
export const GET: APIRoute = async ({ params, locals, url }) => {
  const format = EXPORT_FORMATS.find(one => one === params.format)
  if (!format) return new Response(null, { status: 404 })
  const { app, viewer, lang } = locals
  const filters = queueFilters.parse(Object.fromEntries(url.searchParams))
  return sendExport(await exportQueue(app, viewer, filters, format, lang), viewer, lang)
}
