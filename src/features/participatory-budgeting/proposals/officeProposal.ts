import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle, touchCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { selectFrozen } from '../cycles/store/cycles.ts'
import type { Proposal } from './rules/proposal.ts'
import { selectProposal } from './store/proposals.ts'

/** A proposal with its cycle, for who may do this in its place; refuses `proposal.unknown` and `forbidden`. */
export async function officeProposal(
  app: App,
  viewer: Viewer,
  id: string,
  permission: Permission,
): Promise<Result<OfficeCycle & { readonly proposal: Proposal }, 'proposal.unknown' | 'cycle.unknown' | 'forbidden'>> {
  const proposal = await selectProposal(app.store.read, id)
  if (!proposal) return err('proposal.unknown')
  const found = await officeCycle(app, viewer, proposal.cycleId, permission)
  return found.ok ? ok({ ...found.value, proposal }) : found
}

/**
 * Whether what stands on the ballot is settled: it was frozen, or its hour has come. Asked inside the write, so that no answer
 * slips in beside the freeze.
 */
export async function isFrozen(tx: Writing, cycle: Cycle, now: Date): Promise<boolean> {
  const voting = phaseOf(cycle.phases, 'voting')
  return (voting !== undefined && voting.startsAt <= now) || (await selectFrozen(tx, cycle.id)).length > 0
}

/** What every piece of the office's work on proposals ends with: pages and the trail. */
export async function closeReview(
  tx: Writing,
  viewer: Viewer,
  cycle: Cycle,
  change: {
    readonly at: Date
    readonly action: string
    readonly subject: string
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
    /** Nobody but the office sees it yet. */
    readonly inside?: boolean
  },
): Promise<void> {
  if (!change.inside) await touchCycle(tx, change.at, cycle)
  await recordAudit(tx, {
    at: change.at,
    actor: actorOf(viewer),
    action: change.action,
    subject: { type: change.subject === cycle.id ? 'cycle' : 'proposal', id: change.subject },
    reason: change.reason,
    detail: { cycle: cycle.id, ...change.detail },
  })
}
