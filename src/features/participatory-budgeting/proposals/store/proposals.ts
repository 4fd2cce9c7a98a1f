import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { pbProposal, pbProposalEvent, pbProposalLink, pbSupport } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { EventKind, Proposal, ProposalEvent, ProposalState } from '../rules/proposal.ts'

type Row = typeof pbProposal.$inferSelect
type Db = Reading | Writing
const known = <T>(value: T | null): T | undefined => value ?? undefined

export interface ProposalFilter {
  readonly cycleId?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly states?: readonly ProposalState[] | undefined
  readonly areaId?: string | undefined
}

/** Proposals with their support, the earliest first. */
export async function selectProposals(db: Db, filter: ProposalFilter): Promise<Proposal[]> {
  if (filter.ids?.length === 0 || filter.states?.length === 0) return []
  const rows = await db
    .select()
    .from(pbProposal)
    .where(
      and(
        filter.cycleId === undefined ? undefined : eq(pbProposal.cycleId, filter.cycleId),
        filter.ids ? inArray(pbProposal.id, [...filter.ids]) : undefined,
        filter.states ? inArray(pbProposal.state, [...filter.states]) : undefined,
        filter.areaId === undefined ? undefined : eq(pbProposal.areaId, filter.areaId),
      ),
    )
    .orderBy(asc(pbProposal.createdAt), asc(pbProposal.id))
  const supports = await countSupports(
    db,
    rows.map(row => row.id),
  )
  return rows.map(row => shaped(row, supports.get(row.id) ?? 0))
}

export const selectProposal = async (db: Db, id: string): Promise<Proposal | undefined> =>
  (await selectProposals(db, { ids: [id] }))[0]

/** The proposal that this form, or this origin in a cycle, led to already. */
export async function selectSame(
  db: Db,
  which: { readonly formKey: string } | Pick<Row, 'cycleId' | 'origin' | 'originReference'>,
): Promise<Proposal | undefined> {
  const where =
    'formKey' in which
      ? eq(pbProposal.formKey, which.formKey)
      : and(
          eq(pbProposal.cycleId, which.cycleId),
          eq(pbProposal.origin, which.origin),
          eq(pbProposal.originReference, which.originReference ?? ''),
        )
  const [row] = await db.select({ id: pbProposal.id }).from(pbProposal).where(where)
  return row && selectProposal(db, row.id)
}

async function countSupports(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: pbSupport.proposalId, count: count() })
    .from(pbSupport)
    .where(inArray(pbSupport.proposalId, [...ids]))
    .groupBy(pbSupport.proposalId)
  return new Map(rows.map(row => [row.id, Number(row.count)]))
}

function shaped(row: Row, supports: number): Proposal {
  const { titleKy, titleRu, titleEn, formKey: _, ...rest } = row
  return {
    ...rest,
    areaId: known(row.areaId),
    titles: Object.fromEntries(Object.entries({ ky: titleKy, ru: titleRu, en: titleEn }).filter(([, title]) => title !== null)),
    placeName: known(row.placeName),
    latitude: known(row.latitude),
    longitude: known(row.longitude),
    roughCost: known(row.roughCost) as Tyiyn | undefined,
    stateReason: known(row.stateReason),
    originReference: known(row.originReference),
    supports,
  }
}

/** Inserts a proposal; false where its id, its form or its origin stands already. */
export const insertProposal = async (tx: Writing, row: typeof pbProposal.$inferInsert): Promise<boolean> =>
  (await tx.insert(pbProposal).values(row).onConflictDoNothing().returning({ id: pbProposal.id })).length > 0

/** Changes a proposal that still has the version seen; false where it moved meanwhile. */
export const updateProposal = async (
  tx: Writing,
  seen: Pick<Proposal, 'id' | 'version'>,
  change: Partial<Omit<Row, 'id' | 'cycleId' | 'version'>> & { readonly changedAt: Date },
): Promise<boolean> =>
  (
    await tx
      .update(pbProposal)
      .set({ ...change, version: seen.version + 1 })
      .where(and(eq(pbProposal.id, seen.id), eq(pbProposal.version, seen.version)))
      .returning({ id: pbProposal.id })
  ).length > 0

export const insertProposalEvent = async (tx: Writing, row: typeof pbProposalEvent.$inferInsert): Promise<void> =>
  void (await tx.insert(pbProposalEvent).values(row))

/** What happened to a proposal, the earliest first. */
/** What the announced result says of each proposal that was on the ballot. */
export async function selectOutcomes(db: Db, cycleId: string): Promise<{ id: string; kind: 'funded' | 'notFunded' }[]> {
  const rows = await db
    .select({ id: pbProposalEvent.proposalId, kind: pbProposalEvent.kind })
    .from(pbProposalEvent)
    .innerJoin(pbProposal, eq(pbProposal.id, pbProposalEvent.proposalId))
    .where(and(eq(pbProposal.cycleId, cycleId), inArray(pbProposalEvent.kind, ['funded', 'notFunded'])))
  return rows.map(({ id, kind }) => ({ id, kind: kind === 'funded' ? 'funded' : 'notFunded' }))
}

export async function selectProposalEvents(db: Db, proposalId: string): Promise<ProposalEvent[]> {
  const rows = await db
    .select()
    .from(pbProposalEvent)
    .where(eq(pbProposalEvent.proposalId, proposalId))
    .orderBy(asc(pbProposalEvent.at), asc(pbProposalEvent.id))
  return rows.map(({ id, kind, note, by, at }) => ({
    ...{ id, at, kind: kind as EventKind, note: known(note), by: by as ProposalEvent['by'] },
  }))
}

export interface ProposalLink {
  readonly fromId: string
  readonly toId: string
  readonly kind: 'merged' | 'split'
  readonly reason: string
  readonly at: Date
}

export const insertProposalLink = async (tx: Writing, row: ProposalLink): Promise<void> =>
  void (await tx.insert(pbProposalLink).values(row))

/** Where a proposal leads on to, and which lead to it. */
export async function selectProposalLinks(db: Db, id: string): Promise<{ to: ProposalLink[]; from: ProposalLink[] }> {
  const [to, from] = [
    await db.select().from(pbProposalLink).where(eq(pbProposalLink.fromId, id)),
    await db.select().from(pbProposalLink).where(eq(pbProposalLink.toId, id)),
  ]
  return { to, from }
}
