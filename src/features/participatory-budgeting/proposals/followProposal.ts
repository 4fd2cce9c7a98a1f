import { recordAudit } from '#features/audit/recordAudit.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { inLanguage } from '../cycles/rules/cycle.ts'
import { flood } from './flood.ts'
import { eraseOn } from './rules/keeping.ts'
import { SHOWN_STATES, titleFor } from './rules/proposal.ts'
import { confirmFollower, deleteFollower, insertFollower, selectFollower } from './store/supports.ts'
import { selectProposal } from './store/proposals.ts'

const entry = (at: Date, action: string, proposalId: string, reason: string) =>
  ({ at, actor: 'resident', action, subject: { type: 'proposal', id: proposalId }, reason }) as const

/**
 * Somebody wants to be told of a proposal by mail. The address counts once its owner opens the link of the mail that is sent
 * now; asking again sends nothing, and the answer is the same.
 */
export async function askToFollow(
  app: App,
  asked: { readonly proposalId: string; readonly email: string; readonly language: Lang },
): Promise<Result<void>> {
  const proposal = await selectProposal(app.store.read, asked.proposalId)
  const cycle = proposal && (await readCycle(app, proposal.cycleId))
  if (!proposal || !cycle || !(SHOWN_STATES as readonly string[]).includes(proposal.state)) return err('proposal.unknown')
  const at = app.now()
  const { language, email } = asked
  const wait = await flood.address.take(email.toLowerCase())
  if (wait) return err('proposal.flood', { path: 'email', values: { minutes: Math.ceil(wait / 60) } })
  const token = app.random(24).toString('base64url')
  return app.store.write(async tx => {
    const row = { id: app.newId(), proposalId: proposal.id, email: email.toLowerCase(), language, token, askedAt: at }
    if (!(await insertFollower(tx, { ...row, eraseOn: eraseOn(cycle, at) }))) return ok()
    await queueNotice(app, tx, {
      ...{ to: email, language, template: 'proposalFollowConfirm' },
      values: {
        ...{ title: titleFor(proposal, language).text, cycle: inLanguage(cycle.titles, language) },
        url: `${app.config.siteUrl}${paths.proposal(language, cycle.id, proposal.id, 'follow')}?confirm=${token}`,
      },
    })
    await recordAudit(tx, entry(at, 'proposal.followAsked', proposal.id, 'a resident wants to be told'))
    return ok()
  })
}

/** The owner of an address says by the link of the mail that it is theirs. */
export async function confirmFollowing(app: App, token: string): Promise<Result<void, 'proposal.linkOver'>> {
  const row = await selectFollower(app.store.read, token)
  if (!row) return err('proposal.linkOver')
  const at = app.now()
  return app.store.write(async tx => {
    await confirmFollower(tx, token, at)
    await recordAudit(tx, entry(at, 'proposal.followConfirmed', row.proposalId, 'the address is theirs'))
    return ok()
  })
}

/** No more mail: the address is erased at once. The second time there is nothing to erase, which is fine. */
export async function stopFollowing(app: App, token: string): Promise<Result<void>> {
  const row = await selectFollower(app.store.read, token)
  if (!row) return ok()
  return app.store.write(async tx => {
    if (await deleteFollower(tx, token))
      await recordAudit(tx, entry(app.now(), 'proposal.followStopped', row.proposalId, 'no more mail is wanted'))
    return ok()
  })
}
