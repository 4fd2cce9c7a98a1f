import { and, eq, inArray } from 'drizzle-orm'
import { searchDocument } from '#db/schema/search.ts'
import type { Writing } from '#db/store.ts'
import type { SearchDocument, SearchKind } from '../rules/document.ts'

/** Below the number of values that one statement of either engine takes. */
const AT_ONCE = 500

export async function deleteDocuments(tx: Writing, kind: SearchKind, subjectIds: readonly string[]): Promise<void> {
  for (let from = 0; from < subjectIds.length; from += AT_ONCE) {
    const some = subjectIds.slice(from, from + AT_ONCE)
    await tx.delete(searchDocument).where(and(eq(searchDocument.kind, kind), inArray(searchDocument.subjectId, some)))
  }
}

export async function insertDocuments(tx: Writing, documents: readonly SearchDocument[]): Promise<void> {
  for (let from = 0; from < documents.length; from += AT_ONCE)
    await tx.insert(searchDocument).values(documents.slice(from, from + AT_ONCE).map(one => ({ ...one })))
}
