import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { pbContract, pbProject, pbProjectLine, pbProjectNews, pbStage } from '#db/schema/pbProjects.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Contract, Project, ProjectLine, ProjectNews, Stage } from '../rules/project.ts'

type Db = Reading | Writing
const known = <T>(value: T | null): T | undefined => value ?? undefined
const day = (value: string | null) => known(value) as IsoDate | undefined
const money = (value: number | null) => known(value) as Tyiyn | undefined

/** Projects with all that belongs to them, in the order of their ids. */
export async function selectProjects(
  db: Db,
  which: { readonly cycleId: string } | { readonly id: string } | { readonly municipalityId: string },
): Promise<Project[]> {
  const where =
    'id' in which
      ? eq(pbProject.id, which.id)
      : 'cycleId' in which
        ? eq(pbProject.cycleId, which.cycleId)
        : eq(pbProject.municipalityId, which.municipalityId)
  const rows = await db.select().from(pbProject).where(where).orderBy(asc(pbProject.id))
  const ids = rows.map(row => row.id)
  if (ids.length === 0) return []
  const [stages, contracts, news, lines] = [
    await db.select().from(pbStage).where(inArray(pbStage.projectId, ids)).orderBy(asc(pbStage.position)),
    await db.select().from(pbContract).where(inArray(pbContract.projectId, ids)).orderBy(asc(pbContract.signedOn)),
    await db
      .select()
      .from(pbProjectNews)
      .where(inArray(pbProjectNews.projectId, ids))
      .orderBy(desc(pbProjectNews.at), desc(pbProjectNews.id)),
    await db.select().from(pbProjectLine).where(inArray(pbProjectLine.projectId, ids)).orderBy(asc(pbProjectLine.name)),
  ]
  const of = <T extends { readonly projectId: string }>(all: readonly T[], id: string): T[] =>
    all.filter(one => one.projectId === id)
  return rows.map(row => ({
    ...{ id: row.id, cycleId: row.cycleId, municipalityId: row.municipalityId, price: row.price as Tyiyn },
    ...{ firstEnd: day(row.firstEnd), firstCost: money(row.firstCost) },
    ...{ finishedOn: day(row.finishedOn), version: row.version, isDemo: row.isDemo },
    stages: of(stages, row.id).map(stageOf),
    contracts: of(contracts, row.id).map(contractOf),
    news: of(news, row.id).map(newsOf),
    lines: of(lines, row.id).map(({ budgetLineId, name }): ProjectLine => ({ budgetLineId, name })),
  }))
}

const stageOf = (row: typeof pbStage.$inferSelect): Stage => ({
  ...{ id: row.id, name: row.name, plannedFrom: day(row.plannedFrom), plannedTo: day(row.plannedTo) },
  ...{ actualFrom: day(row.actualFrom), actualTo: day(row.actualTo) },
  ...{ plannedCost: money(row.plannedCost), actualCost: money(row.actualCost) },
  ...{ firstTo: day(row.firstTo), firstCost: money(row.firstCost) },
})
const contractOf = (row: typeof pbContract.$inferSelect): Contract => ({
  ...{ id: row.id, contractor: row.contractor, number: known(row.number), subject: row.subject },
  ...{ amount: row.amount as Tyiyn, signedOn: row.signedOn as IsoDate, tenderUrl: known(row.tenderUrl) },
})
const newsOf = (row: typeof pbProjectNews.$inferSelect): ProjectNews => ({
  ...{ id: row.id, kind: row.kind, text: row.text, group: known(row.group), day: day(row.day), at: row.at },
  ...{ dayWas: day(row.dayWas), costWas: money(row.costWas), cost: money(row.cost) },
})

export const selectProject = async (db: Db, id: string): Promise<Project | undefined> => (await selectProjects(db, { id }))[0]

/** False where the project stands already. */
export const insertProject = async (tx: Writing, row: typeof pbProject.$inferInsert): Promise<boolean> =>
  (await tx.insert(pbProject).values(row).onConflictDoNothing().returning({ id: pbProject.id })).length > 0

/** Moves a project on from the version seen; false where somebody did meanwhile. */
export const updateProject = async (
  tx: Writing,
  seen: Pick<Project, 'id' | 'version'>,
  change: {
    readonly changedAt: Date
    readonly finishedOn?: IsoDate | null
    readonly firstEnd?: IsoDate
    readonly firstCost?: Tyiyn
  },
): Promise<boolean> =>
  (
    await tx
      .update(pbProject)
      .set({ ...change, version: seen.version + 1 })
      .where(and(eq(pbProject.id, seen.id), eq(pbProject.version, seen.version)))
      .returning({ id: pbProject.id })
  ).length > 0

/** The plan whole, in its order. */
export async function replaceStages(tx: Writing, projectId: string, stages: readonly Stage[]): Promise<void> {
  await tx.delete(pbStage).where(eq(pbStage.projectId, projectId))
  if (stages.length > 0) await tx.insert(pbStage).values(stages.map((one, position) => ({ ...one, projectId, position })))
}

export const insertContract = async (tx: Writing, row: typeof pbContract.$inferInsert): Promise<void> =>
  void (await tx.insert(pbContract).values(row))

export const deleteContract = async (tx: Writing, which: { readonly id: string; readonly projectId: string }): Promise<boolean> =>
  (
    await tx
      .delete(pbContract)
      .where(and(eq(pbContract.id, which.id), eq(pbContract.projectId, which.projectId)))
      .returning({ id: pbContract.id })
  ).length > 0

export const insertNews = async (tx: Writing, row: typeof pbProjectNews.$inferInsert): Promise<void> =>
  void (await tx.insert(pbProjectNews).values(row))

/** The lines whole. */
export async function replaceLines(tx: Writing, projectId: string, lines: readonly ProjectLine[]): Promise<void> {
  await tx.delete(pbProjectLine).where(eq(pbProjectLine.projectId, projectId))
  if (lines.length > 0) await tx.insert(pbProjectLine).values(lines.map(one => ({ ...one, projectId })))
}
