import type { APIRoute } from 'astro'
import { makePaperPoster } from '#features/participatory-budgeting/paper/makePaperPoster.ts'
import { readPrinted } from '#features/participatory-budgeting/paper/printBallots.ts'
import { pdfResponse, printLang } from '#features/participatory-budgeting/paper/views/pdfResponse.ts'

/** For the wall of a polling point: how to vote, and the projects of an area. */
export const GET: APIRoute = async ({ params: { cycle = '' }, url, locals: { app, lang, viewer } }) => {
  const printed = await readPrinted(app, viewer, { cycle, area: url.searchParams.get('area') ?? '' })
  const pdf = printed.ok ? { ok: true as const, value: await makePaperPoster(printLang(lang), printed.value) } : printed
  return pdfResponse(lang, pdf, `poster-${cycle}-${printLang(lang)}`)
}
