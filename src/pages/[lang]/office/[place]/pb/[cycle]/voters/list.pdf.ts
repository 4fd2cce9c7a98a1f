import type { APIRoute } from 'astro'
import { makeHandOutList } from '#features/participatory-budgeting/voters/makeLists.ts'
import { readHandOut } from '#features/participatory-budgeting/voters/readVoters.ts'
import { pdfOnce } from '#features/participatory-budgeting/voters/views/office/pdfOnce.ts'
import { paths } from '#platform/paths.ts'

/** The list that is signed when the codes of a batch are handed out; codes are not in it. */
export const GET: APIRoute = async ({ params, url, locals: { app, lang, viewer }, redirect }) => {
  if (viewer.kind === 'visitor') return redirect(paths.signIn(lang, url.pathname + url.search), 303)
  const asked = { cycleId: params.cycle ?? '', batchId: url.searchParams.get('batch') ?? '' }
  const found = await readHandOut(app, viewer, asked)
  if (!found.ok) return new Response(null, { status: found.refusals[0].code === 'forbidden' ? 403 : 404 })
  const { cycle, municipality, batch, serials } = found.value
  return pdfOnce(await makeHandOutList({ lang, cycle, municipality }, batch, serials), `${cycle.id}-list-${batch.number}.pdf`)
}
