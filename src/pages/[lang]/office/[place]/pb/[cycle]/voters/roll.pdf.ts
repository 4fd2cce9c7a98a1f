import type { APIRoute } from 'astro'
import { makeMarkedRoll } from '#features/participatory-budgeting/voters/makeLists.ts'
import { readMarkedRoll } from '#features/participatory-budgeting/voters/readVoters.ts'
import { pdfOnce } from '#features/participatory-budgeting/voters/views/office/pdfOnce.ts'
import { paths } from '#platform/paths.ts'

/** The marked roll of an area, for a polling point without a network. */
export const GET: APIRoute = async ({ params, url, locals: { app, lang, viewer }, redirect }) => {
  if (viewer.kind === 'visitor') return redirect(paths.signIn(lang, url.pathname + url.search), 303)
  const areaId = url.searchParams.get('area') ?? undefined
  const found = await readMarkedRoll(app, viewer, { cycleId: params.cycle ?? '', areaId })
  if (!found.ok) return new Response(null, { status: found.refusals[0].code === 'forbidden' ? 403 : 404 })
  const { cycle, municipality, people } = found.value
  return pdfOnce(await makeMarkedRoll({ lang, cycle, municipality }, people, areaId, app.now()), `${cycle.id}-roll.pdf`)
}
