import type { APIRoute } from 'astro'
import { suggestSimilar } from '#features/participatory-budgeting/proposals/fillProposalForm.ts'
import { flood } from '#features/participatory-budgeting/proposals/flood.ts'
import { titleFor } from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import { paths } from '#platform/paths.ts'

/** Listed proposals that may want what somebody is typing. */
export const GET: APIRoute = async ({ locals: { app, lang, sender }, params, url }) => {
  const wait = await flood.suggest.take(sender)
  if (wait) return Response.json({ items: [] }, { status: 429, headers: { 'Retry-After': String(wait) } })
  const typed = { title: url.searchParams.get('title') ?? '', text: url.searchParams.get('text') ?? '' }
  const similar = await suggestSimilar(app, params.cycle ?? '', typed)
  const items = similar.map(one => {
    const title = titleFor(one, lang)
    return { title: title.text, lang: title.lang, href: paths.proposal(lang, one.cycleId, one.id) }
  })
  return Response.json({ items }, { headers: { 'Cache-Control': 'no-store' } })
}
