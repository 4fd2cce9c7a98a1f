import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import type { App } from '#src/app.ts'
import { readPublicReviews } from './readReviews.ts'
import type { Appeal, Review } from './rules/review.ts'
import { type AuthorRow, selectInvited } from './store/authors.ts'

/** What an author sees of an own proposal beside what everybody does. */
export interface OwnProposal {
  readonly photos: readonly AttachedDocument[]
  readonly coauthors: readonly Pick<AuthorRow, 'name' | 'confirmedAt'>[]
  /** Once it is out. */
  readonly review: Review | undefined
  readonly appeals: readonly Appeal[]
}

/** For who opened it with its code. */
export async function readOwnProposal(app: App, id: string): Promise<OwnProposal> {
  const [photos, coauthors, reviews] = await Promise.all([
    readDocuments(app, 'proposal', [id]),
    selectInvited(app.store.read, id),
    readPublicReviews(app, [id]),
  ])
  const found = reviews.get(id)
  return { photos: photos.get(id) ?? [], coauthors, review: found?.review, appeals: found?.appeals ?? [] }
}
