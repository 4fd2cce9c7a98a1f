import { createHmac, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { closeProposalChange } from './closeChange.ts'
import { maySupport } from './rules/proposal.ts'
import { deleteSupport, insertSupport, selectSupported } from './store/supports.ts'
import { selectProposal } from './store/proposals.ts'

const signed = (app: App, secret: string): string =>
  createHmac('sha256', app.serverKey('supporter cookie')).update(secret).digest('base64url')

/** What a browser keeps so that it supports once: a random secret that this portal signed. It says nothing about a person. */
export function newSupporter(app: App): string {
  const secret = app.random(18).toString('base64url')
  return `${secret}.${signed(app, secret)}`
}

/** The secret of a kept value; undefined where this portal did not sign it. */
export function readSupporter(app: App, kept: string | undefined): string | undefined {
  const [secret = '', signature = ''] = (kept ?? '').slice(0, 200).split('.')
  const [given, right] = [Buffer.from(signature), Buffer.from(signed(app, secret))]
  return secret !== '' && given.length === right.length && timingSafeEqual(given, right) ? secret : undefined
}

/** Means something in one cycle only: the same browser is another supporter in the next one. */
const supporterIn = (app: App, cycleId: string, secret: string): string =>
  createHmac('sha256', app.serverKey(`support of ${cycleId}`))
    .update(secret)
    .digest('base64url')

/** Ids of what this browser supports in a cycle. */
export const readSupported = async (app: App, cycleId: string, secret: string | undefined): Promise<string[]> =>
  secret === undefined ? [] : selectSupported(app.store.read, cycleId, supporterIn(app, cycleId, secret))

/**
 * A resident supports a proposal, or takes that back. Counts once however often it is sent. Refuses another phase, and more
 * proposals than the rules let one resident support.
 */
export async function supportProposal(
  app: App,
  asked: { readonly proposalId: string; readonly secret: string; readonly takeBack: boolean },
): Promise<Result<void, 'proposal.unknown' | 'proposal.supportOver' | 'proposal.supportMost'>> {
  const proposal = await selectProposal(app.store.read, asked.proposalId)
  const cycle = proposal && (await readCycle(app, proposal.cycleId))
  if (!proposal || !cycle) return err('proposal.unknown')
  const at = app.now()
  if (!maySupport(cycle, proposal, at)) return err('proposal.supportOver')
  const supporter = supporterIn(app, cycle.id, asked.secret)
  const { mostEach } = cycle.rules.support
  return app.store.write(async (tx): Promise<Result<void, 'proposal.supportMost'>> => {
    const mine = await selectSupported(tx, cycle.id, supporter)
    if (mine.includes(proposal.id) !== asked.takeBack) return ok()
    if (!asked.takeBack && mine.length >= mostEach) return err('proposal.supportMost', { values: { most: mostEach } })
    const row = { proposalId: proposal.id, supporter, cycleId: cycle.id, at }
    if (asked.takeBack) await deleteSupport(tx, proposal.id, supporter)
    else if (!(await insertSupport(tx, row))) return ok()
    const action = asked.takeBack ? 'proposal.supportTakenBack' : 'proposal.supported'
    await closeProposalChange(tx, cycle, { at, actor: 'resident', action, proposalId: proposal.id, reason: 'a resident says so' })
    // The trail lets one write through at a time: what another click of the same browser wrote at this instant is seen from here on.
    const now = (await selectSupported(tx, cycle.id, supporter)).length
    return now > mostEach && !asked.takeBack ? err('proposal.supportMost', { values: { most: mostEach } }) : ok()
  })
}
