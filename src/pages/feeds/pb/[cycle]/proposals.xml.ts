import type { APIRoute } from 'astro'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readProposals } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { proposalFeed } from '#features/participatory-budgeting/proposals/views/feed.ts'
import { feedResponse } from '#platform/feed.ts'
import { isLang } from '#platform/i18n/languages.ts'

/** The latest proposals of a cycle as Atom; `?lang=` ky, ru or en. */
export const GET: APIRoute = async ({ locals: { app }, params, url, cache, rewrite }) => {
  const asked = url.searchParams.get('lang')
  const lang = isLang(asked) ? asked : 'ky'
  const found = await readPublicCycle(app, params.cycle ?? '')
  if (!found) return rewrite(`/${lang}/404`)
  const { cycle } = found
  cache.set({ tags: [`cycle:${cycle.id}`], maxAge: 3600 })
  return feedResponse(
    proposalFeed(app.config.siteUrl, lang, cycle, await readProposals(app, { cycleId: cycle.id, states: ['listed'] })),
  )
}
