import { and, asc, desc, eq, inArray, notInArray, or, sql } from 'drizzle-orm'
import { pbArea, pbCycle, pbCyclePlace, pbFrozen, pbPhase } from '#db/schema/pbCycles.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Area, Cycle, CycleState, InLanguages } from '../rules/cycle.ts'
import { type Frozen, frozenContent } from '../rules/frozen.ts'

type Row = typeof pbCycle.$inferSelect
const known = <T>(value: T | null): T | undefined => value ?? undefined
const texts = (ky: string, ru: string | null, en: string | null): InLanguages => ({ ky, ru: known(ru), en: known(en) })

/** Cycles with their areas and phases, in the order of the ids asked for. */
export async function selectCycles(read: Reading | Writing, ids: readonly string[]): Promise<Cycle[]> {
  if (ids.length === 0) return []
  const [rows, places, areas, phases] = [
    await read
      .select()
      .from(pbCycle)
      .where(inArray(pbCycle.id, [...ids])),
    await read
      .select()
      .from(pbCyclePlace)
      .where(inArray(pbCyclePlace.cycleId, [...ids])),
    await read
      .select()
      .from(pbArea)
      .where(inArray(pbArea.cycleId, [...ids]))
      .orderBy(asc(pbArea.position)),
    await read
      .select()
      .from(pbPhase)
      .where(inArray(pbPhase.cycleId, [...ids]))
      .orderBy(asc(pbPhase.startsAt)),
  ]
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    if (!row) return []
    const mine = <T extends { readonly cycleId: string }>(all: readonly T[]): T[] => all.filter(one => one.cycleId === id)
    return shaped(row, { places: mine(places), areas: mine(areas), phases: mine(phases) })
  })
}

function shaped(
  row: Row,
  parts: {
    readonly places: readonly (typeof pbCyclePlace.$inferSelect)[]
    readonly areas: readonly (typeof pbArea.$inferSelect)[]
    readonly phases: readonly (typeof pbPhase.$inferSelect)[]
  },
): Cycle {
  return {
    id: row.id,
    municipalityId: row.municipalityId,
    municipalityIds: [row.municipalityId, ...parts.places.map(one => one.municipalityId)],
    titles: texts(row.titleKy, row.titleRu, row.titleEn),
    leads: { ky: known(row.leadKy), ru: known(row.leadRu), en: known(row.leadEn) } satisfies Partial<Record<Lang, unknown>>,
    budgetYear: row.budgetYear,
    budgetLineId: known(row.budgetLineId),
    budgetLineName: known(row.budgetLineName),
    amount: row.amount as Tyiyn,
    state: row.state,
    rules: row.rules,
    areas: parts.areas.map(one => ({
      id: one.id,
      position: one.position,
      names: texts(one.nameKy, one.nameRu, one.nameEn),
      pot: one.pot as Tyiyn,
      entitled: one.entitled,
    })),
    phases: parts.phases.map(({ kind, startsAt, endsAt, onlineEndsAt }) => ({
      kind,
      startsAt,
      endsAt,
      onlineEndsAt: known(onlineEndsAt),
    })),
    version: row.version,
    publishedAt: known(row.publishedAt),
    cancelledAt: known(row.cancelledAt),
    cancelReason: known(row.cancelReason),
    isDemo: row.isDemo,
  }
}

export async function insertCycle(tx: Writing, cycle: Cycle, at: Date): Promise<void> {
  await tx.insert(pbCycle).values({
    ...rowOf(cycle),
    ...{ id: cycle.id, municipalityId: cycle.municipalityId, state: cycle.state, isDemo: cycle.isDemo },
    ...{ publishedAt: cycle.publishedAt, createdAt: at, changedAt: at },
  })
  const others = cycle.municipalityIds.filter(id => id !== cycle.municipalityId)
  if (others.length > 0)
    await tx.insert(pbCyclePlace).values(others.map(municipalityId => ({ cycleId: cycle.id, municipalityId })))
  await insertParts(tx, cycle)
}

/** Areas and phases of a cycle that has none. */
export async function insertParts(
  tx: Writing,
  { id: cycleId, areas, phases }: Pick<Cycle, 'id' | 'areas' | 'phases'>,
): Promise<void> {
  if (areas.length > 0) await tx.insert(pbArea).values(areas.map(area => areaRow(cycleId, area)))
  if (phases.length > 0) await tx.insert(pbPhase).values(phases.map(one => ({ ...one, cycleId })))
}

/** All that was frozen of a cycle, the latest first. */
export async function selectFrozen(read: Reading | Writing, cycleId: string): Promise<Frozen[]> {
  const rows = await read.select().from(pbFrozen).where(eq(pbFrozen.cycleId, cycleId)).orderBy(desc(pbFrozen.number))
  return rows.map(({ content, reason, ...row }) => ({
    ...row,
    content: frozenContent.parse(JSON.parse(content)),
    reason: known(reason),
  }))
}

/** Adds a link; `content` is the canonical JSON that `sha256` is over. False where that number is there already. */
export const insertFrozen = async (tx: Writing, row: typeof pbFrozen.$inferInsert): Promise<boolean> =>
  (await tx.insert(pbFrozen).values(row).onConflictDoNothing().returning({ id: pbFrozen.id })).length > 0

/** Ids of cycles that pass a filter, the latest made first. */
export async function selectCycleIds(
  read: Reading | Writing,
  { state, places }: { readonly state?: CycleState | undefined; readonly places?: readonly string[] | undefined },
): Promise<string[]> {
  if (places?.length === 0) return []
  const taking = places && read.select({ id: pbCyclePlace.cycleId }).from(pbCyclePlace).where(inArray(pbCyclePlace.municipalityId, [...places])) // prettier-ignore
  const rows = await read
    .select({ id: pbCycle.id })
    .from(pbCycle)
    .where(
      and(
        state && eq(pbCycle.state, state),
        places && taking && or(inArray(pbCycle.municipalityId, [...places]), inArray(pbCycle.id, taking)),
      ),
    )
    .orderBy(desc(pbCycle.createdAt), desc(pbCycle.id))
  return rows.map(one => one.id)
}

/** Changes a cycle that still has the version that was seen; false where somebody was quicker. */
export async function updateCycle(
  tx: Writing,
  seen: { readonly id: string; readonly version: number },
  changes: Partial<typeof pbCycle.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(pbCycle)
    .set({ ...changes, version: sql`${pbCycle.version} + 1` })
    .where(and(eq(pbCycle.id, seen.id), eq(pbCycle.version, seen.version)))
    .returning({ id: pbCycle.id })
  return changed.length > 0
}

/**
 * Writes a cycle's changed words, money, areas, phases and rules where it still has the version that was seen; false where somebody
 * was quicker. Areas that ballots may belong to keep their rows.
 */
export async function storeChange(tx: Writing, cycle: Cycle, version: number, at: Date): Promise<boolean> {
  const stored = await updateCycle(tx, { id: cycle.id, version }, { ...rowOf(cycle), changedAt: at })
  if (!stored) return false
  const cycleId = cycle.id
  await tx.delete(pbCyclePlace).where(eq(pbCyclePlace.cycleId, cycleId))
  const others = cycle.municipalityIds.filter(id => id !== cycle.municipalityId)
  if (others.length > 0) await tx.insert(pbCyclePlace).values(others.map(municipalityId => ({ cycleId, municipalityId })))
  await tx.delete(pbPhase).where(eq(pbPhase.cycleId, cycleId))
  if (cycle.phases.length > 0) await tx.insert(pbPhase).values(cycle.phases.map(one => ({ ...one, cycleId })))
  const kept = cycle.areas.map(one => one.id)
  await tx.delete(pbArea).where(and(eq(pbArea.cycleId, cycleId), notInArray(pbArea.id, kept)))
  for (const area of cycle.areas) {
    const row = areaRow(cycleId, area)
    await tx.insert(pbArea).values(row).onConflictDoUpdate({ target: pbArea.id, set: row })
  }
  return true
}

const rowOf = (cycle: Cycle) => ({
  ...{ titleKy: cycle.titles.ky, titleRu: cycle.titles.ru ?? null, titleEn: cycle.titles.en ?? null },
  ...{ leadKy: cycle.leads.ky ?? null, leadRu: cycle.leads.ru ?? null, leadEn: cycle.leads.en ?? null },
  ...{ budgetYear: cycle.budgetYear, budgetLineId: cycle.budgetLineId ?? null, budgetLineName: cycle.budgetLineName ?? null },
  ...{ amount: cycle.amount, rules: cycle.rules },
})

const areaRow = (cycleId: string, { id, position, names, pot, entitled }: Area) => ({
  ...{ id, cycleId, position, pot, entitled },
  ...{ nameKy: names.ky, nameRu: names.ru ?? null, nameEn: names.en ?? null },
})
