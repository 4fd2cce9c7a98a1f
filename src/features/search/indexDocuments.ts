import type { Writing } from '#db/store.ts'
import type { SearchDocument, SearchKind } from './rules/document.ts'
import { deleteDocuments, insertDocuments } from './store/documents.ts'

/**
 * Makes published things findable, in the transaction that publishes them: what was known under the same kind and subject,
 * in any language, is replaced.
 */
export async function indexDocuments(tx: Writing, documents: readonly SearchDocument[]): Promise<void> {
  const subjects = new Map<SearchKind, Set<string>>()
  for (const { kind, subjectId } of documents) subjects.set(kind, (subjects.get(kind) ?? new Set()).add(subjectId))
  for (const [kind, ids] of subjects) await deleteDocuments(tx, kind, [...ids])
  await insertDocuments(tx, documents)
}

/** Makes things unfindable that are withdrawn or replaced. */
export const dropDocuments = (tx: Writing, kind: SearchKind, subjectIds: readonly string[]): Promise<void> =>
  deleteDocuments(tx, kind, subjectIds)
