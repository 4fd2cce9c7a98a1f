import type { APIRoute } from 'astro'
import { readFrozen } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { canonicalJson } from '#features/participatory-budgeting/cycles/rules/frozen.ts'

/** What was frozen, byte for byte as its SHA-256 is over: canonical JSON without a line break at its end. */
export const GET: APIRoute = async ({ params, locals: { app } }) => {
  const link = (await readFrozen(app, params.cycle ?? '')).find(one => String(one.number) === params.number)
  if (!link) return new Response(null, { status: 404 })
  return new Response(canonicalJson(link.content), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${link.cycleId}-${link.number}.json"`,
      // A link of the chain never changes.
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
    },
  })
}
