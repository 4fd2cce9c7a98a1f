import type { Writing } from '#db/store.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { words } from '../words.ts'
import { type Proposal, SHOWN_STATES, titleFor, type EventKind } from './rules/proposal.ts'
import { selectAuthors } from './store/authors.ts'
import { selectFollowers } from './store/supports.ts'

/**
 * Mails the authors, and where `everybody` all who follow, what happened to a proposal, in its transaction; `text` is whoever's
 * own reason. What the office does is told by `tellOfReview`. An address that is both is written to once. Nobody is mailed about demo data. Answers how
 * many were told.
 */
export async function tellAboutProposal(
  app: App,
  tx: Writing,
  proposal: Proposal,
  news: { readonly kind: EventKind; readonly text?: string | undefined; readonly to: 'authors' | 'everybody' },
): Promise<number> {
  if (proposal.isDemo) return 0
  const authors = (await selectAuthors(tx, proposal.id)).flatMap(one => (one.email ? [{ ...one, email: one.email }] : []))
  const followers = news.to === 'everybody' ? await selectFollowers(tx, proposal.id) : []
  const told = new Set<string>()
  const shown = (SHOWN_STATES as readonly string[]).includes(proposal.state)
  for (const one of [...authors, ...followers]) {
    const address = one.email.toLowerCase()
    if (told.has(address)) continue
    told.add(address)
    const { language } = one
    const page = (part: string) => `${app.config.siteUrl}${paths.proposal(language, proposal.cycleId, proposal.id, part)}`
    await queueNotice(app, tx, {
      ...{ to: one.email, language, template: 'proposalNews' },
      values: {
        title: titleFor(proposal, language).text,
        what: words(language)(`proposal.event.${news.kind}`),
        text: news.text ?? '',
        url: page(shown ? '' : 'mine'),
        unsubscribe: 'token' in one ? `${page('follow')}?stop=${one.token}` : '',
      },
    })
  }
  return told.size
}
