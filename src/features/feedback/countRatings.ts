import type { App } from '#src/app.ts'
import { selectRatingCount } from './store/ratingCount.ts'

/** For the front page: single ratings given, all criteria and places together. Tag: `country`. */
export const countRatings = (app: App): Promise<number> => selectRatingCount(app.store.read)
