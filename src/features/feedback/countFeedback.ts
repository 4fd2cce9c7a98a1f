import type { App } from '#src/app.ts'
import { selectPublishedCount, selectWordCount } from './store/totals.ts'

/** For the front page: words heard (those taken back are left out), and how many of them can be read. Tag: `country`. */
export async function countFeedback(app: App): Promise<{ heard: number; published: number }> {
  const [heard, published] = await Promise.all([selectWordCount(app.store.read), selectPublishedCount(app.store.read)])
  return { heard, published }
}
