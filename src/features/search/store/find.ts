import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { rowsThatHold, searchDocument } from '#db/schema/search.ts'
import type { Reading } from '#db/store.ts'
import type { SearchKind } from '../rules/document.ts'
import type { AskedWord } from '../rules/query.ts'
import type { Candidate } from '../rules/score.ts'

export interface Where {
  readonly kinds?: readonly SearchKind[] | undefined
  readonly municipalityId?: string | undefined
}

/** How much of a text is weighed; what begins later is found, but makes it no better. */
const WEIGHED = 6_000

const within = ({ kinds, municipalityId }: Where) =>
  and(
    kinds ? inArray(searchDocument.kind, [...kinds]) : undefined,
    municipalityId ? eq(searchDocument.municipalityId, municipalityId) : undefined,
  )
const joined = sql`found.id = ${searchDocument.id}`

/**
 * The best matches by the engine's own rank, those in the reader's language first, at most `most` of each kind: budgets have
 * very many lines, and would leave no room for anything else.
 */
export async function selectCandidates(
  db: Reading,
  asked: readonly AskedWord[],
  where: Where,
  lang: string,
  most: number,
): Promise<Candidate[]> {
  const better = sql`case when ${searchDocument.lang} = ${lang} then 0 else 1 end, found.score, ${searchDocument.id}`
  const ranked = db
    .select({
      id: searchDocument.id,
      place: sql<number>`row_number() over (partition by ${searchDocument.kind} order by ${better})`.as('place'),
    })
    .from(searchDocument)
    .innerJoin(rowsThatHold(asked), joined)
    .where(within(where))
    .as('ranked')
  return db
    .select({
      id: searchDocument.id,
      kind: searchDocument.kind,
      subjectId: searchDocument.subjectId,
      lang: searchDocument.lang,
      municipalityId: searchDocument.municipalityId,
      at: searchDocument.at,
      title: searchDocument.foldedTitle,
      body: sql<string>`substr(${searchDocument.foldedBody}, 1, ${sql.raw(String(WEIGHED))})`,
    })
    .from(searchDocument)
    .innerJoin(ranked, eq(ranked.id, searchDocument.id))
    .where(lte(ranked.place, most))
}

/** How many things match, by kind. */
export async function countFound(db: Reading, asked: readonly AskedWord[], where: Where): Promise<Map<SearchKind, number>> {
  const rows = await db
    .select({ kind: searchDocument.kind, count: sql<number>`count(distinct ${searchDocument.subjectId})` })
    .from(searchDocument)
    .innerJoin(rowsThatHold(asked), joined)
    .where(within(where))
    .groupBy(searchDocument.kind)
  return new Map(rows.map(row => [row.kind, Number(row.count)]))
}

export type DocumentRow = typeof searchDocument.$inferSelect

export const selectDocumentsById = (db: Reading, ids: readonly number[]): Promise<DocumentRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(searchDocument)
        .where(inArray(searchDocument.id, [...ids]))
