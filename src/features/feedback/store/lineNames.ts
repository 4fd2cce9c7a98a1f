import { inArray } from 'drizzle-orm'
import { budgetLine } from '#db/schema/budgets.ts'
import type { Reading } from '#db/store.ts'
import type { FeedbackRow } from './words.ts'

/** A line's name in the languages that know it. */
export type LineNames = Readonly<Partial<Record<'ky' | 'ru' | 'en', string>>>

/** Names of the budget lines that these words are about, by the line's id: one query, however many words. */
export async function selectLineNames(
  db: Reading,
  rows: readonly Pick<FeedbackRow, 'subjectType' | 'subjectId'>[],
): Promise<ReadonlyMap<string, LineNames>> {
  const ids = new Set(rows.flatMap(row => (row.subjectType === 'budgetLine' && row.subjectId ? [row.subjectId] : [])))
  if (ids.size === 0) return new Map()
  const lines = await db
    .select({ id: budgetLine.id, ky: budgetLine.nameKy, ru: budgetLine.nameRu, en: budgetLine.nameEn })
    .from(budgetLine)
    .where(inArray(budgetLine.id, [...ids]))
  return new Map(
    lines.map(({ id, ...names }) => [id, Object.fromEntries(Object.entries(names).filter(([, name]) => name !== null))]),
  )
}
