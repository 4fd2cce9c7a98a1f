import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { recordOutcome, type Said } from './recordOutcome.ts'
import { type SeenFeedback, seenBy } from './rules/visibility.ts'
import { selectByAuthorLink, takeAuthorLink } from './store/authorLinks.ts'
import { selectByReference, type WholeFeedback } from './store/reads.ts'
import { linkHash } from './tellAuthor.ts'

/** What a link that went to the author's mailbox opens: the word, the last answer to it, and whether they may judge it. */
export interface Linked extends Pick<
  SeenFeedback,
  'reference' | 'status' | 'municipalityId' | 'language' | 'isDemo' | 'text' | 'answer' | 'mayJudge'
> {
  readonly outcome: NonNullable<SeenFeedback['case']>['outcome']
  /** The link has carried what its author said. */
  readonly isUsed: boolean
}

/**
 * Opens a word by the link of a mail, and changes nothing: mail scanners open every link. Refuses `mailLink.unknown` where the
 * link is nobody's, its 60 days are over, or the word was taken back.
 */
export async function readByAuthorLink(app: App, token: string): Promise<Result<Linked>> {
  const found = await findByLink(app, token)
  if (!found.ok) return found
  const seen = seenBy(knownFeedback(found.value.word), 'author')
  const { reference, status, municipalityId, language, isDemo, text, answer } = seen
  const { isUsed } = found.value
  return ok({
    ...{ reference, status, municipalityId, language, isDemo, text, answer, isUsed },
    mayJudge: seen.mayJudge && !isUsed,
    outcome: seen.case?.outcome ?? null,
  })
}

/** The author says by the link of a mail whether it was done; each link carries that once. Refuses as `recordOutcome` does. */
export async function sayByAuthorLink(app: App, token: string, said: Said): Promise<Result<{ readonly reference: string }>> {
  const found = await findByLink(app, token)
  if (!found.ok) return found
  return recordOutcome(app, found.value.word, said, tx => takeAuthorLink(tx, linkHash(token), app.now()))
}

async function findByLink(app: App, token: string): Promise<Result<{ word: WholeFeedback; isUsed: boolean }>> {
  const link = await selectByAuthorLink(app.store.read, linkHash(token), app.now())
  const word = link && (await selectByReference(app.store.read, link.reference))
  if (!word || word.row.status === 'withdrawn') return err('mailLink.unknown')
  return ok({ word, isUsed: link.usedAt !== null })
}
