import { recordAudit } from '#features/audit/recordAudit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { readCycles } from '../cycles/readCycles.ts'
import { keptUntil, UNCONFIRMED_DAYS } from './rules/keeping.ts'
import { deleteExpiredAuthors, keepContactsUntil } from './store/authors.ts'
import { deleteExpiredFollowers } from './store/supports.ts'

/**
 * Erases names and addresses of authors, co-authors and followers whose day has come, after moving the day along with a cycle
 * whose dates were moved; the trail gets their number.
 */
export async function eraseProposalContacts(app: App): Promise<number> {
  const at = app.now()
  const today = dateInBishkek(at)
  const cycles = await readCycles(app, { state: 'published' })
  return app.store.write(async tx => {
    for (const cycle of cycles) {
      const until = keptUntil(cycle)
      if (until !== undefined && until > today) await keepContactsUntil(tx, cycle.id, until)
    }
    const authors = await deleteExpiredAuthors(tx, today)
    const followers = await deleteExpiredFollowers(tx, today, new Date(at.getTime() - UNCONFIRMED_DAYS * 86_400_000))
    if (authors + followers > 0)
      await recordAudit(tx, {
        ...{ at, actor: 'system', action: 'proposal.contactsErased', subject: { type: 'proposal', id: 'expired' } },
        ...{ reason: 'kept no longer than promised', detail: { authors, followers } },
      })
    return authors + followers
  })
}
