import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { budgetLine } from '#db/schema/budgets.ts'
import { hearing } from '#db/schema/hearings.ts'
import { report, reportText } from '#db/schema/reports.ts'
import type { Reading } from '#db/store.ts'
import type { FeedbackRow } from './words.ts'

/** A line's name in the languages that know it. */
export type LineNames = Readonly<Partial<Record<'ky' | 'ru' | 'en', string>>>

type Subject = Pick<FeedbackRow, 'subjectType' | 'subjectId'>

/**
 * Names of the budget lines, hearings and reports that these words are about, by their id: a query for each sort that occurs,
 * however many words. Of hearings and reports only what everybody reads.
 */
export async function selectLineNames(db: Reading, rows: readonly Subject[]): Promise<ReadonlyMap<string, LineNames>> {
  const idsOf = (type: FeedbackRow['subjectType']) => [
    ...new Set(rows.flatMap(row => (row.subjectType === type && row.subjectId ? [row.subjectId] : []))),
  ]
  const [lines, hearings, reports] = [idsOf('budgetLine'), idsOf('hearing'), idsOf('report')]
  const found: { id: string; ky: string | null; ru: string | null; en: string | null }[] = []
  if (lines.length > 0)
    found.push(
      ...(await db
        .select({ id: budgetLine.id, ky: budgetLine.nameKy, ru: budgetLine.nameRu, en: budgetLine.nameEn })
        .from(budgetLine)
        .where(inArray(budgetLine.id, lines))),
    )
  if (hearings.length > 0)
    found.push(
      ...(await db
        .select({ id: hearing.id, ky: hearing.titleKy, ru: hearing.titleRu, en: hearing.titleEn })
        .from(hearing)
        .where(and(inArray(hearing.id, hearings), isNotNull(hearing.announcedAt)))),
    )
  const names = new Map<string, LineNames>(
    found.map(({ id, ...one }) => [id, Object.fromEntries(Object.entries(one).filter(([, name]) => name !== null))]),
  )
  if (reports.length > 0)
    for (const { id, lang, title } of await db
      .select({ id: report.id, lang: reportText.lang, title: reportText.title })
      .from(report)
      .innerJoin(reportText, and(eq(reportText.reportId, report.id), eq(reportText.revision, report.currentRevision)))
      .where(and(inArray(report.id, reports), eq(report.state, 'published'))))
      names.set(id, { ...names.get(id), [lang]: title })
  return names
}
