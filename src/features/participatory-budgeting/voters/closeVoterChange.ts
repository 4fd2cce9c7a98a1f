import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'

/**
 * What every change of the office to roll and codes ends with: the trail. It names serials and counts, never a person, and nothing
 * of casting comes here.
 */
export const closeVoterChange = (
  tx: Writing,
  viewer: Viewer,
  cycle: { readonly id: string },
  change: {
    readonly at: Date
    readonly action: string
    readonly reason: string
    readonly detail: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> => recordAudit(tx, { ...change, actor: actorOf(viewer), subject: { type: 'cycle', id: cycle.id } })
