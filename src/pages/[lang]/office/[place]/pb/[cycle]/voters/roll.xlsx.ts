import type { APIRoute } from 'astro'
import { officeCycle } from '#features/participatory-budgeting/cycles/officeCycle.ts'
import { rollTemplate } from '#features/participatory-budgeting/voters/importRoll.ts'
import { paths } from '#platform/paths.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'

/** The empty table for the local roll. It holds nothing of anybody, but names an area of a cycle that may still be a draft. */
export const GET: APIRoute = async ({ params, url, locals: { app, lang, viewer }, redirect }) => {
  if (viewer.kind === 'visitor') return redirect(paths.signIn(lang, url.pathname), 303)
  const found = await officeCycle(app, viewer, params.cycle ?? '', 'office.read')
  if (!found.ok) return new Response(null, { status: found.refusals[0].code === 'forbidden' ? 403 : 404 })
  return new Response(new Uint8Array(await rollTemplate(lang, found.value.cycle)), {
    headers: {
      'Content-Type': XLSX_TYPE,
      'Content-Disposition': `attachment; filename="roll-${lang}.xlsx"`,
      'Cache-Control': 'no-store',
    },
  })
}
