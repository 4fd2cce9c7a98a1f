import type { Writing } from '#db/store.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { paths } from '#platform/paths.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { titleFor } from '../proposals/rules/proposal.ts'
import { selectAuthorsToTell } from '../proposals/store/joined.ts'
import { selectProposal } from '../proposals/store/proposals.ts'
import { selectFollowers } from '../proposals/store/supports.ts'
import { words } from '../words.ts'
import type { NewsKind, Project } from './rules/project.ts'

/**
 * Mails the authors and all who follow what happened to a project, in its transaction, an address once. Nobody is mailed about a
 * demonstration. Answers how many are told.
 */
export async function tellFollowers(
  app: App,
  tx: Writing,
  project: Project,
  news: { readonly kind: NewsKind | 'finished'; readonly text: string },
): Promise<number> {
  const proposal = project.isDemo ? undefined : await selectProposal(tx, project.id)
  if (!proposal) return 0
  const site = (path: string) => `${app.config.siteUrl}${path}`
  const stop = (language: Lang, token: string) =>
    site(`${paths.proposal(language, project.cycleId, project.id, 'follow')}?stop=${token}`)
  const people = new Map<string, { email: string; language: Lang; unsubscribe: string }>()
  for (const one of await selectFollowers(tx, project.id))
    people.set(one.email.toLowerCase(), { email: one.email, language: one.language, unsubscribe: stop(one.language, one.token) })
  for (const one of await selectAuthorsToTell(tx, project.id))
    if (!people.has(one.email.toLowerCase())) people.set(one.email.toLowerCase(), { ...one, unsubscribe: '' })
  for (const { email, language, unsubscribe } of people.values())
    await queueNotice(app, tx, {
      ...{ to: email, language, template: 'proposalNews' },
      values: {
        ...{ title: titleFor(proposal, language).text, what: words(language)(`project.told.${news.kind}`), text: news.text },
        ...{ url: site(paths.cycle(language, project.cycleId, `projects/${project.id}`)), unsubscribe },
      },
    })
  return people.size
}
