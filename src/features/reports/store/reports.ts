import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { report, reportRevision, reportText } from '#db/schema/reports.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { ReportContent, ReportText } from '../rules/report.ts'

export type ReportRow = typeof report.$inferSelect
export type RevisionRow = typeof reportRevision.$inferSelect

export async function findReport(db: Reading, id: string): Promise<ReportRow | undefined> {
  const [row] = await db.select().from(report).where(eq(report.id, id)).limit(1)
  return row
}

export async function findReportBySlug(db: Reading, municipalityId: string, slug: string): Promise<ReportRow | undefined> {
  const [row] = await db
    .select()
    .from(report)
    .where(and(eq(report.municipalityId, municipalityId), eq(report.slug, slug)))
    .limit(1)
  return row
}

export async function insertReport(tx: Writing, row: typeof report.$inferInsert): Promise<void> {
  await tx.insert(report).values(row)
}

/** Changes a report as it was seen; false where somebody changed it since. */
export async function updateReport(
  tx: Writing,
  seen: { readonly id: string; readonly version: number },
  changes: Partial<typeof report.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(report)
    .set({ ...changes, version: seen.version + 1 })
    .where(and(eq(report.id, seen.id), eq(report.version, seen.version)))
    .returning({ id: report.id })
  return changed.length > 0
}

/** What everybody sees from now on; the version was counted by the act that publishes. */
export async function markPublished(
  tx: Writing,
  id: string,
  shown: Pick<ReportRow, 'slug' | 'type' | 'issuer' | 'year' | 'firstPublishedAt' | 'changedAt' | 'currentRevision'>,
): Promise<void> {
  await tx.update(report).set(shown).where(eq(report.id, id))
}

/** A new revision of the same text. */
export async function markRevised(
  tx: Writing,
  id: string,
  shown: Pick<ReportRow, 'changedAt' | 'currentRevision'>,
): Promise<void> {
  await tx.update(report).set(shown).where(eq(report.id, id))
}

export async function slugIsTaken(db: Reading, municipalityId: string, slug: string): Promise<boolean> {
  return (await findReportBySlug(db, municipalityId, slug)) !== undefined
}

/** Writes a revision whole; what stood under its number is replaced (only the working copy, 0, is written twice). */
export async function putRevision(
  tx: Writing,
  reportId: string,
  number: number,
  content: ReportContent,
  made: { readonly at: Date; readonly by: string; readonly reason?: string | undefined },
): Promise<void> {
  await tx.delete(reportText).where(and(eq(reportText.reportId, reportId), eq(reportText.revision, number)))
  await tx.delete(reportRevision).where(and(eq(reportRevision.reportId, reportId), eq(reportRevision.number, number)))
  const { type, issuer, periodFrom, periodTo, subject } = content
  const about = { subjectType: subject?.type ?? null, subjectId: subject?.id ?? null }
  await tx.insert(reportRevision).values({ reportId, number, type, issuer, periodFrom, periodTo, ...about, ...made })
  const texts = Object.entries(content.texts).map(([lang, text]) => ({
    ...{ reportId, revision: number, lang: lang as Lang },
    ...{ title: text.title, body: text.body },
  }))
  if (texts.length > 0) await tx.insert(reportText).values(texts)
}

/** Removes a report that nobody but its office ever saw. */
export async function deleteReport(tx: Writing, id: string): Promise<void> {
  await tx.delete(reportText).where(eq(reportText.reportId, id))
  await tx.delete(reportRevision).where(eq(reportRevision.reportId, id))
  await tx.delete(report).where(eq(report.id, id))
}

export const selectRevisions = (db: Reading, reportId: string): Promise<RevisionRow[]> =>
  db.select().from(reportRevision).where(eq(reportRevision.reportId, reportId)).orderBy(asc(reportRevision.number))

export async function findContent(db: Reading, reportId: string, number: number): Promise<ReportContent | undefined> {
  const [row] = await db
    .select()
    .from(reportRevision)
    .where(and(eq(reportRevision.reportId, reportId), eq(reportRevision.number, number)))
    .limit(1)
  if (!row) return undefined
  const texts = await db
    .select({ lang: reportText.lang, title: reportText.title, body: reportText.body })
    .from(reportText)
    .where(and(eq(reportText.reportId, reportId), eq(reportText.revision, number)))
  return contentOf(row, texts)
}

export function contentOf(row: RevisionRow, texts: readonly (ReportText & { readonly lang: Lang })[]): ReportContent {
  return {
    type: row.type,
    issuer: row.issuer,
    periodFrom: (row.periodFrom ?? undefined) as IsoDate | undefined,
    periodTo: (row.periodTo ?? undefined) as IsoDate | undefined,
    subject: row.subjectType && row.subjectId ? { type: row.subjectType, id: row.subjectId } : undefined,
    texts: Object.fromEntries(texts.map(({ lang, title, body }) => [lang, { title, body }])),
  }
}

/** Reports with a page, by id. */
export const selectShown = (db: Reading, after: string, limit: number): Promise<ReportRow[]> =>
  db
    .select()
    .from(report)
    .where(and(inArray(report.state, ['published', 'withdrawn']), gt(report.id, after)))
    .orderBy(asc(report.id))
    .limit(limit)

/** Reports whose instant has come. */
export const selectDue = (db: Reading, now: Date, limit: number): Promise<ReportRow[]> =>
  db
    .select()
    .from(report)
    .where(and(eq(report.state, 'scheduled'), lte(report.publishAt, now)))
    .orderBy(asc(report.publishAt), asc(report.id))
    .limit(limit)

/** Texts of the revision that stands for each report: the published one, or the working copy of one that never was. */
export const selectStandingTexts = (db: Reading, reportIds: readonly string[]) =>
  db
    .select({ reportId: reportText.reportId, lang: reportText.lang, title: reportText.title, body: reportText.body })
    .from(reportText)
    .innerJoin(report, and(eq(report.id, reportText.reportId), eq(report.currentRevision, reportText.revision)))
    .where(inArray(reportText.reportId, [...reportIds]))

export const selectStandingRevisions = (db: Reading, reportIds: readonly string[]): Promise<RevisionRow[]> =>
  db
    .select({ revision: reportRevision })
    .from(reportRevision)
    .innerJoin(report, and(eq(report.id, reportRevision.reportId), eq(report.currentRevision, reportRevision.number)))
    .where(inArray(reportRevision.reportId, [...reportIds]))
    .then(rows => rows.map(row => row.revision))

export const selectOfOffice = (db: Reading, municipalityId: string, limit: number): Promise<ReportRow[]> =>
  db
    .select()
    .from(report)
    .where(eq(report.municipalityId, municipalityId))
    .orderBy(sql`${report.editedAt} desc`, sql`${report.id} desc`)
    .limit(limit)
