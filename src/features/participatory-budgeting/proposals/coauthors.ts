import { queueNotice } from '#features/notices/queueNotice.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { sha256 } from '#platform/ids.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { inLanguage } from '../cycles/rules/cycle.ts'
import { addEvent } from './addEvent.ts'
import type { Opened } from './authorOf.ts'
import { closeProposalChange } from './closeChange.ts'
import { flood } from './flood.ts'
import { eraseOn, unconfirmedEraseOn } from './rules/keeping.ts'
import { type Proposal, titleFor } from './rules/proposal.ts'
import { confirmAuthor, deleteAuthor, insertAuthor, selectAuthorByCode, selectInvited } from './store/authors.ts'
import { selectProposal } from './store/proposals.ts'

export const MOST_COAUTHORS = 5
const linkHash = (token: string): string => sha256(`coauthor link:${token.slice(0, 100)}`)

/**
 * Asks somebody by mail whether they are a co-author. They are none, and their name stands nowhere, until they say so by the
 * link. Naming an address again mails nobody again.
 */
export async function inviteCoauthor(
  app: App,
  { proposal, cycle, author }: Opened,
  who: { readonly name: string; readonly email: string },
): Promise<Result<void>> {
  if (!['waiting', 'listed'].includes(proposal.state)) return err('proposal.changeOver')
  const at = app.now()
  const token = app.random(24).toString('base64url')
  const wait = await flood.address.take(who.email.toLowerCase())
  if (wait) return err('proposal.flood', { path: 'coauthorEmail', values: { minutes: Math.ceil(wait / 60) } })
  return app.store.write(async (tx): Promise<Result<void>> => {
    const invited = await selectInvited(tx, proposal.id)
    if (invited.some(one => one.email?.toLowerCase() === who.email.toLowerCase())) return ok()
    if (invited.length >= MOST_COAUTHORS)
      return err('proposal.coauthorsMost', { path: 'coauthorEmail', values: { most: MOST_COAUTHORS } })
    const language: Lang = author.language
    await insertAuthor(tx, {
      ...{ id: app.newId(), proposalId: proposal.id, role: 'coauthor', ...who, showName: false, language },
      ...{ codeHash: linkHash(token), eraseOn: unconfirmedEraseOn(at) },
    })
    await queueNotice(app, tx, {
      ...{ to: who.email, language, template: 'proposalCoauthor' },
      values: {
        ...{ title: titleFor(proposal, language).text, cycle: inLanguage(cycle.titles, language), author: author.name },
        url: `${app.config.siteUrl}${paths.proposal(language, cycle.id, proposal.id, 'join')}?token=${token}`,
      },
    })
    const change = { at, actor: 'resident', action: 'proposal.coauthorAsked', proposalId: proposal.id }
    await closeProposalChange(tx, cycle, { ...change, reason: 'its author names a co-author' })
    return ok()
  })
}

/** What a co-author's link is about; undefined where the link is over. */
export async function readInvitation(app: App, token: string): Promise<{ proposal: Proposal; name: string } | undefined> {
  const row = await selectAuthorByCode(app.store.read, linkHash(token))
  const proposal = row?.role === 'coauthor' ? await selectProposal(app.store.read, row.proposalId) : undefined
  return row && proposal ? { proposal, name: row.name } : undefined
}

/** A co-author says yes or no by the link of the mail; with a no, name and address are erased at once. */
export async function answerInvitation(
  app: App,
  token: string,
  answer: { readonly says: 'join' | 'decline'; readonly showName: boolean },
): Promise<Result<void>> {
  const row = await selectAuthorByCode(app.store.read, linkHash(token))
  const found = await readInvitation(app, token)
  const cycle = found && (await readCycle(app, found.proposal.cycleId))
  if (!row || !found || !cycle) return err('proposal.linkOver')
  const at = app.now()
  const { id: proposalId } = found.proposal
  return app.store.write(async (tx): Promise<Result<void>> => {
    const joins = answer.says === 'join'
    const set = { confirmedAt: at, showName: answer.showName, eraseOn: eraseOn(cycle, at) }
    if (!joins) await deleteAuthor(tx, row.id)
    else if (await confirmAuthor(tx, row.id, set)) await addEvent(app, tx, { proposalId, kind: 'coauthor', by: 'author' })
    else return err('proposal.linkOver')
    const action = joins ? 'proposal.coauthorJoined' : 'proposal.coauthorDeclined'
    await closeProposalChange(tx, cycle, { at, actor: 'resident', action, proposalId, reason: 'the co-author says so' })
    return ok()
  })
}
