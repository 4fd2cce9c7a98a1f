import { inArray, sql } from 'drizzle-orm'
import { rowsThatHold, searchDocument } from '#db/schema/search.ts'
import type { Reading } from '#db/store.ts'
import { SEARCH_KINDS, type SearchKind } from '../rules/document.ts'
import type { AskedWord } from '../rules/query.ts'
import type { Match } from '../rules/matches.ts'
import type { Candidate } from '../rules/score.ts'

/** How much of a text is weighed; what begins later is found, but makes it no better. */
const WEIGHED = 6_000
/** A word that is in more texts is in too many for anybody to read, and looking at each would keep others waiting. */
const MOST = 2_000
const PLENTY = 200
const MOST_OF_FEW = 1_000

/**
 * What holds every word, in one municipality or anywhere: all of it where it is little, else what was written last. Of very
 * many, a kind that is hardly among those is looked for by itself, since budgets have very many lines and would leave no
 * room for anything else. `more` names the kinds of which there is more.
 */
export async function selectMatches(
  db: Reading,
  asked: readonly AskedWord[],
  municipalityId: string | undefined,
): Promise<{ matches: Match[]; more: SearchKind[] }> {
  const newest = await matchesOf(db, asked, { municipalityId, most: MOST })
  if (newest.length < MOST) return { matches: newest, more: [] }
  const plenty = SEARCH_KINDS.filter(kind => newest.filter(one => one.kind === kind).length >= PLENTY)
  const few = SEARCH_KINDS.filter(kind => !plenty.includes(kind))
  const own = await Promise.all(few.map(kind => matchesOf(db, asked, { kind, municipalityId, most: MOST_OF_FEW })))
  return {
    matches: [...newest.filter(one => plenty.includes(one.kind)), ...own.flat()],
    more: [...plenty, ...few.filter((_, n) => own[n]?.length === MOST_OF_FEW)],
  }
}

async function matchesOf(
  db: Reading,
  asked: readonly AskedWord[],
  narrowed: { readonly kind?: SearchKind; readonly municipalityId: string | undefined; readonly most: number },
): Promise<Match[]> {
  const { id, kind, subjectId, lang } = searchDocument
  const rows = await db
    .select({ id, kind, subjectId, lang, named: sql<number>`found.named` })
    .from(rowsThatHold(asked, narrowed))
    .innerJoin(searchDocument, sql`found.id = ${id}`)
  return rows.map(row => ({ ...row, named: Number(row.named) === 1 }))
}

/** What puts matches in order. */
export const selectCandidates = async (db: Reading, ids: readonly number[]): Promise<Candidate[]> =>
  ids.length === 0
    ? []
    : db
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
        .where(inArray(searchDocument.id, [...ids]))

export type DocumentRow = typeof searchDocument.$inferSelect

export const selectDocumentsById = (db: Reading, ids: readonly number[]): Promise<DocumentRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(searchDocument)
        .where(inArray(searchDocument.id, [...ids]))
