import type { APIRoute } from 'astro'
import { receiptsBody } from '#features/delivery/forms/receipts.ts'
import { takeReceipts } from '#features/delivery/takeReceipts.ts'
import { words } from '#features/delivery/words.ts'
import { bearerIs, bearerRefused } from '#platform/http/bearer.ts'
import { problemErrors, problemResponse, titleOf } from '#platform/http/problem.ts'
import { readJson } from '#platform/http/readJson.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** DPI says which envelopes it has from the pull feed. */
export const POST: APIRoute = async ({ request, locals: { app, lang } }) => {
  if (!bearerIs(request.headers.get('authorization'), app.config.dpi.pullToken)) return bearerRefused()
  const body = await readJson(request, receiptsBody)
  const taken = body.ok ? await takeReceipts(app, body.value) : body
  if (taken.ok) return Response.json(taken.value, { headers: { 'Cache-Control': 'no-store' } })
  const errors = problemErrors(taken.refusals, one => sayRefusal(lang, words(lang), one))
  return problemResponse({ status: body.ok ? 422 : body.status, title: titleOf(errors), errors })
}
