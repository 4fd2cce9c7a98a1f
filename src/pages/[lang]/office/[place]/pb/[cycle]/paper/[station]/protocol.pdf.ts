import type { APIRoute } from 'astro'
import { makeProtocol } from '#features/participatory-budgeting/paper/makeProtocol.ts'
import { readStationWork } from '#features/participatory-budgeting/paper/readStationWork.ts'
import { pdfResponse } from '#features/participatory-budgeting/paper/views/pdfResponse.ts'

/** The protocol of a polling point, to sign by hand. */
export const GET: APIRoute = async ({ params: { cycle = '', station = '' }, locals: { app, lang, viewer } }) => {
  const work = await readStationWork(app, viewer, { cycle, station: Number(station) })
  const pdf = work.ok ? { ok: true as const, value: await makeProtocol(lang, work.value) } : work
  return pdfResponse(lang, pdf, `protocol-${cycle}-${station}`)
}
