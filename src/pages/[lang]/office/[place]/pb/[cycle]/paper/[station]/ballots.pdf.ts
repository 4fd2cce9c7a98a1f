import type { APIRoute } from 'astro'
import { z } from 'zod'
import { printBallots } from '#features/participatory-budgeting/paper/printBallots.ts'
import { pdfResponse } from '#features/participatory-budgeting/paper/views/pdfResponse.ts'
import { readForm } from '#platform/forms/readForm.ts'

const form = z.object({ first: z.coerce.number('station.serial').int('station.serial') })

/** One batch of ballots with serials; posted, since the trail keeps that it was printed. */
export const POST: APIRoute = async ({ params: { cycle = '', station = '' }, request, locals: { app, lang, viewer } }) => {
  const asked = await readForm(request, form)
  const pdf = asked.ok ? await printBallots(app, viewer, { cycle, station: Number(station), ...asked.value }) : asked
  return pdfResponse(lang, pdf, `ballots-${cycle}-${station}-${asked.ok ? asked.value.first : 0}`)
}
