import type { APIRoute } from 'astro'
import { printSample } from '#features/participatory-budgeting/paper/printBallots.ts'
import { pdfResponse } from '#features/participatory-budgeting/paper/views/pdfResponse.ts'

/** A proof of an area's ballot, marked as sample. */
export const GET: APIRoute = async ({ params: { cycle = '' }, url, locals: { app, lang, viewer } }) =>
  pdfResponse(lang, await printSample(app, viewer, { cycle, area: url.searchParams.get('area') ?? '' }), `sample-${cycle}`)
