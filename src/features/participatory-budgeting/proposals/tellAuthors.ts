import type { Writing } from '#db/store.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import type { ProposalTemplate } from '#features/notices/rules/templates.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { type Proposal, titleFor } from './rules/proposal.ts'
import { selectAuthorsToTell } from './store/joined.ts'

/**
 * Mails the authors of a proposal, and of those that were merged or split into it, in the transaction of what happened; those
 * who left no address see it on its page. Nobody is mailed about a demonstration. Answers how many are told.
 */
export async function tellAuthors(
  app: App,
  tx: Writing,
  one: Proposal,
  municipality: Municipality,
  news: { readonly template: ProposalTemplate; readonly text?: string | undefined },
): Promise<number> {
  if (one.isDemo) return 0
  const authors = await selectAuthorsToTell(tx, one.id)
  for (const { email, language } of authors)
    await queueNotice(app, tx, {
      to: email,
      language,
      template: news.template,
      values: {
        title: titleFor(one, language).text,
        municipality: municipality.names[language],
        text: news.text ?? '',
        url: `${app.config.siteUrl}${paths.proposal(language, one.cycleId, one.id)}`,
      },
    })
  return authors.length
}
