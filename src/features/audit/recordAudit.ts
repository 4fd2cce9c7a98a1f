import type { Writing } from '#db/store.ts'
import { appendEntry } from './store/trail.ts'

/**
 * Writes one entry of the trail, in the transaction of what it records. Every change of state has one: who, when, what,
 * and why. `detail` holds codes, ids and counts, never words of residents or personal data.
 */
export async function recordAudit(
  tx: Writing,
  entry: {
    readonly at: Date
    readonly actor: string
    /** `feedback.submitted`, `budget.imported`. */
    readonly action: string
    readonly subject: { readonly type: string; readonly id: string }
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  await appendEntry(tx, {
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subjectType: entry.subject.type,
    subjectId: entry.subject.id,
    reason: entry.reason,
    detail: JSON.stringify(entry.detail ?? {}),
  })
}
