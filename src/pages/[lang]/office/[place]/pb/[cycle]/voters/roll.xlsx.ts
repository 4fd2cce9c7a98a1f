import type { APIRoute } from 'astro'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { rollTemplate } from '#features/participatory-budgeting/voters/importRoll.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'

/** The empty table for the local roll; it holds nothing of anybody. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const cycle = await readCycle(app, params.cycle ?? '')
  if (!cycle) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await rollTemplate(lang, cycle)), {
    headers: {
      'Content-Type': XLSX_TYPE,
      'Content-Disposition': `attachment; filename="roll-${lang}.xlsx"`,
      'Cache-Control': 'no-store',
    },
  })
}
