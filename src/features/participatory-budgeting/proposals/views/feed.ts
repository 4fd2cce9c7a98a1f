import { atomFeed, tagUri } from '#platform/feed.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { type Cycle, inLanguage } from '../../cycles/rules/cycle.ts'
import { words } from '../../words.ts'
import { type Proposal, titleFor } from '../rules/proposal.ts'

export const proposalsFeed = (lang: Lang, cycleId: string): string => `/feeds/pb/${cycleId}/proposals.xml?lang=${lang}`

/** Listed proposals of a cycle as Atom, the newest first. */
export function proposalFeed(siteUrl: string, lang: Lang, cycle: Cycle, proposals: readonly Proposal[]): string {
  const newest = [...proposals].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, 50)
  return atomFeed(
    {
      id: tagUri(siteUrl, `cycle/${cycle.id}/proposals`),
      title: `${words(lang)('cycle.tab.proposals')}: ${inLanguage(cycle.titles, lang)}`,
      language: lang,
      page: siteUrl + paths.proposals(lang, cycle.id),
      self: siteUrl + proposalsFeed(lang, cycle.id),
      since: cycle.publishedAt ?? new Date(0),
    },
    newest.map(one => {
      const title = titleFor(one, lang)
      return {
        id: tagUri(siteUrl, `proposal/${one.id}`),
        title: title.text,
        link: siteUrl + paths.proposal(lang, cycle.id, one.id),
        summary: one.text.slice(0, 500),
        language: one.language,
        published: one.createdAt,
        updated: one.changedAt,
      }
    }),
  )
}
