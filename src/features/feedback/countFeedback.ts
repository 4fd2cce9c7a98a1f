import type { App } from '#src/app.ts'
import { selectRatingCount } from './store/ratingCount.ts'
import { selectPublishedCount, selectWordCount } from './store/totals.ts'

/**
 * For the front page: words heard (those taken back are left out), how many of them can be read, and single ratings given.
 * Tag: `country`.
 */
export async function countFeedback(app: App): Promise<{ heard: number; published: number; ratings: number }> {
  const [heard, published, ratings] = await Promise.all([
    selectWordCount(app.store.read),
    selectPublishedCount(app.store.read),
    selectRatingCount(app.store.read),
  ])
  return { heard, published, ratings }
}
