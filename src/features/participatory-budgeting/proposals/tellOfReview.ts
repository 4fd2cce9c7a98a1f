import type { Writing } from '#db/store.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import type { ProposalTemplate } from '#features/notices/rules/templates.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { words } from '../words.ts'
import { type EventKind, type Proposal, titleFor } from './rules/proposal.ts'
import { selectAuthorsToTell } from './store/joined.ts'
import { selectFollowers } from './store/supports.ts'

/** What each mail is called on the proposal's page. */
const EVENT: Readonly<Record<ProposalTemplate, EventKind>> = {
  proposalListed: 'listed',
  proposalRefused: 'refused',
  proposalAnswered: 'released',
  proposalAnswerChanged: 'repriced',
  proposalMerged: 'merged',
  proposalSplit: 'split',
  appealUpheld: 'appealAnswered',
  appealRejected: 'appealAnswered',
}

/**
 * Mails what the office did with a proposal, in the transaction of it: its authors, and those of what was merged or split into
 * it, in words of their own; who follows it, what happened. Who left no address sees it on its page; nobody is mailed about a
 * demonstration. Answers how many are told.
 */
export async function tellOfReview(
  app: App,
  tx: Writing,
  one: Proposal,
  municipality: Municipality,
  news: { readonly template: ProposalTemplate; readonly text?: string | undefined },
): Promise<number> {
  if (one.isDemo) return 0
  const text = news.text ?? ''
  // What is kept off the list has no page but its author's.
  const part = news.template === 'proposalRefused' ? 'mine' : ''
  const page = (language: Proposal['language'], which: string) =>
    `${app.config.siteUrl}${paths.proposal(language, one.cycleId, one.id, which)}`
  const authors = await selectAuthorsToTell(tx, one.id)
  for (const { email, language } of authors) {
    const values = { title: titleFor(one, language).text, municipality: municipality.names[language], text }
    const url = page(language, part)
    await queueNotice(app, tx, { to: email, language, template: news.template, values: { ...values, url } })
  }
  const told = new Set(authors.map(author => author.email.toLowerCase()))
  const followers = (await selectFollowers(tx, one.id)).filter(row => !told.has(row.email.toLowerCase()))
  for (const { email, language, token } of followers)
    await queueNotice(app, tx, {
      ...{ to: email, language, template: 'proposalNews' },
      values: {
        ...{ title: titleFor(one, language).text, what: words(language)(`proposal.event.${EVENT[news.template]}`), text },
        ...{ url: page(language, ''), unsubscribe: `${page(language, 'follow')}?stop=${token}` },
      },
    })
  return authors.length + followers.length
}
