import type { APIRoute } from 'astro'
import { cycleCalendar } from '#features/participatory-budgeting/cycles/cycleCalendar.ts'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'

/** The dates of a cycle for the reader's own calendar; it may be followed, and takes moved dates over. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.cycle ?? '')
  if (!found) return new Response(null, { status: 404 })
  return new Response(cycleCalendar(lang, found.cycle, app.config.siteUrl, app.now()), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `inline; filename="${found.cycle.id}.ics"`,
      'Cache-Control': 'public, max-age=300',
      Vary: 'Accept-Language, Cookie',
    },
  })
}
