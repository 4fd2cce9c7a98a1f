import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { pbReview } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Tyiyn } from '#platform/money.ts'

type Db = Reading | Writing

/** What everybody sees of a review in lists: nothing before it is released. */
export interface ReleasedReview {
  readonly proposalId: string
  readonly releasedAt: Date
  readonly eligible: boolean | undefined
  readonly feasible: boolean | undefined
  readonly price: Tyiyn | undefined
}

/** Released answers by proposal. */
export async function selectReleasedOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ReleasedReview>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(pbReview)
    .where(and(inArray(pbReview.proposalId, [...ids]), isNotNull(pbReview.releasedAt)))
  return new Map(
    rows.flatMap(row =>
      row.releasedAt === null
        ? []
        : [
            [
              row.proposalId,
              {
                ...{ proposalId: row.proposalId, releasedAt: row.releasedAt },
                ...{ eligible: row.eligible ?? undefined, feasible: row.feasible ?? undefined },
                price: (row.price ?? undefined) as Tyiyn | undefined,
              },
            ],
          ],
    ),
  )
}

export const selectReleased = async (db: Db, proposalId: string): Promise<{ releasedAt: Date | null } | undefined> =>
  (await db.select({ releasedAt: pbReview.releasedAt }).from(pbReview).where(eq(pbReview.proposalId, proposalId)))[0]
