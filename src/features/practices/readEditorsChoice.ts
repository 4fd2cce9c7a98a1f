import type { App } from '#src/app.ts'
import { listed } from './readLibrary.ts'
import type { ListedPractice } from './rules/published.ts'
import { selectLibrary } from './store/library.ts'

/** The editors' choice, the last chosen first: for the front page. Shown with `practices/views/PracticeCards.astro`. */
export const readEditorsChoice = async (app: App, limit: number): Promise<ListedPractice[]> =>
  listed(app, await selectLibrary(app.store.read, { chosen: true }, limit))
