import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { searchDocument } from '#db/schema/search.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { SearchDocument, SearchKind } from '../rules/document.ts'
import { foldWords } from '../rules/query.ts'

/** Below the number of values that one statement of either engine takes. */
const AT_ONCE = 500

export async function deleteDocuments(tx: Writing, kind: SearchKind, subjectIds: readonly string[]): Promise<void> {
  for (let from = 0; from < subjectIds.length; from += AT_ONCE) {
    const some = subjectIds.slice(from, from + AT_ONCE)
    await tx.delete(searchDocument).where(and(eq(searchDocument.kind, kind), inArray(searchDocument.subjectId, some)))
  }
}

/** Text without signs that PostgreSQL takes in no text: NUL, and halves of a pair. */
const storable = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ' ')

/** PostgreSQL indexes at most a megabyte of one text. */
const MOST_BODY = 100_000

export async function insertDocuments(tx: Writing, documents: readonly SearchDocument[]): Promise<void> {
  const rows = documents.map(one => {
    const [title, body] = [storable(one.title), storable(one.body.slice(0, MOST_BODY))]
    return { ...one, title, body, foldedTitle: foldWords(title), foldedBody: foldWords(body) }
  })
  for (let from = 0; from < rows.length; from += AT_ONCE) await tx.insert(searchDocument).values(rows.slice(from, from + AT_ONCE))
}

/** Whether anything of a kind can be found. */
export const selectAny = async (db: Reading, kind: SearchKind): Promise<boolean> =>
  (await db.select({ id: searchDocument.id }).from(searchDocument).where(eq(searchDocument.kind, kind)).limit(1)).length > 0

/** Folds the texts after an id anew; the last id of them, or undefined at the end. */
export async function refold(tx: Writing, after: number, most: number): Promise<{ last: number; changed: number } | undefined> {
  const rows = await tx
    .select()
    .from(searchDocument)
    .where(gt(searchDocument.id, after))
    .orderBy(asc(searchDocument.id))
    .limit(most)
  let changed = 0
  for (const row of rows) {
    const folded = { foldedTitle: foldWords(row.title), foldedBody: foldWords(row.body) }
    if (folded.foldedTitle === row.foldedTitle && folded.foldedBody === row.foldedBody) continue
    await tx.update(searchDocument).set(folded).where(eq(searchDocument.id, row.id))
    changed += 1
  }
  const last = rows.at(-1)?.id
  return last === undefined ? undefined : { last, changed }
}
