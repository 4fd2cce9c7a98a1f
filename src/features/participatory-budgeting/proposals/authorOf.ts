import { normalizeCode } from '#platform/codes.ts'
import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { flood } from './flood.ts'
import type { Proposal } from './rules/proposal.ts'
import { selectFirstAuthor, type AuthorRow } from './store/authors.ts'
import { selectProposal } from './store/proposals.ts'

/** A code as it is stored: of its proposal, so that it opens no other. */
export const codeHash = (proposalId: string, code: string): string =>
  sha256(`proposal code:${proposalId}:${normalizeCode(code.slice(0, 40))}`)

export interface Opened {
  readonly proposal: Proposal
  readonly cycle: Cycle
  readonly author: AuthorRow
}

/** A proposal for who holds its code; an unknown one and a wrong code are the same `proposal.wrongCode`. */
export async function authorOf(app: App, id: string, code: string): Promise<Result<Opened, 'proposal.wrongCode'>> {
  const proposal = await selectProposal(app.store.read, id)
  const author = proposal && (await selectFirstAuthor(app.store.read, id, codeHash(id, code)))
  const cycle = author && (await readCycle(app, proposal.cycleId))
  return proposal && author && cycle ? ok({ proposal, cycle, author }) : err('proposal.wrongCode', { path: 'trackingCode' })
}

/** The same for a sender: wrong codes are counted, and answered with `proposal.flood` once there were many; a right one always opens. */
export async function openWithCode(app: App, sender: string, id: string, code: string): Promise<Result<Opened>> {
  const opened = await authorOf(app, id, code)
  if (opened.ok) return opened
  const wait = await flood.wrongCode.take(sender)
  return wait ? err('proposal.flood', { path: 'trackingCode', values: { minutes: Math.ceil(wait / 60), seconds: wait } }) : opened
}
