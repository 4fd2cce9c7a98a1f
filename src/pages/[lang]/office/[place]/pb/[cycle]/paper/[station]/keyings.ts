import type { APIRoute } from 'astro'
import { keyingsBody } from '#features/participatory-budgeting/paper/forms/paperForms.ts'
import { keyBallots } from '#features/participatory-budgeting/paper/keyBallots.ts'
import { sentKeyings } from '#features/participatory-budgeting/paper/views/sentKeyings.ts'
import { readJson } from '#platform/http/readJson.ts'

/** What a device keyed without a line. It comes with the session of who keyed it, so it is no part of the open API. */
export const POST: APIRoute = async ({ params: { cycle = '', station = '' }, request, locals: { app, lang, viewer } }) => {
  const body = await readJson(request, keyingsBody)
  if (!body.ok) return Response.json({ code: body.refusals[0].code }, { status: body.status })
  return sentKeyings(lang, await keyBallots(app, viewer, { cycle, station: Number(station) }, body.value))
}
