import type { APIRoute } from 'astro'
import { feedQuery } from '#features/delivery/forms/receipts.ts'
import { readDeliveryFeed } from '#features/delivery/readDeliveryFeed.ts'
import { words } from '#features/delivery/words.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { bearerIs, bearerRefused } from '#platform/http/bearer.ts'
import { problemErrors, problemResponse, titleOf } from '#platform/http/problem.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Every envelope in order, for DPI to reconcile with what it received. */
export const GET: APIRoute = async ({ request, url, locals: { app, lang } }) => {
  if (!bearerIs(request.headers.get('authorization'), app.config.dpi.pullToken)) return bearerRefused()
  const query = feedQuery.safeParse(Object.fromEntries(url.searchParams))
  if (!query.success) {
    const errors = problemErrors(refusalsOf(query.error), one => sayRefusal(lang, words(lang), one))
    return problemResponse({ status: 422, title: titleOf(errors), errors })
  }
  const page = await readDeliveryFeed(app, query.data)
  return Response.json(page, { headers: { 'Cache-Control': 'no-store' } })
}
