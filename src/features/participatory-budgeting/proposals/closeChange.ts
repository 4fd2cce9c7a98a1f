import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'

/** Pages that show proposals of a cycle. */
export const touchProposals = (tx: Writing, at: Date, cycle: Pick<Cycle, 'id' | 'municipalityIds'>): Promise<void> =>
  touchPages(tx, at, [`cycle:${cycle.id}`, ...cycle.municipalityIds.map(id => `municipality:${id}`), 'country'])

/** What every change of a proposal ends with: pages and the trail. */
export async function closeProposalChange(
  tx: Writing,
  cycle: Pick<Cycle, 'id' | 'municipalityId' | 'municipalityIds'>,
  change: {
    readonly at: Date
    readonly actor: string
    readonly action: string
    readonly proposalId: string
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  const { at, actor, action, reason } = change
  await touchProposals(tx, at, cycle)
  await recordAudit(tx, {
    ...{ at, actor, action, reason, subject: { type: 'proposal', id: change.proposalId } },
    detail: { cycle: cycle.id, municipality: cycle.municipalityId, ...change.detail },
  })
}
