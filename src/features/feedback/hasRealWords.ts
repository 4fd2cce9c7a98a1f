import type { App } from '#src/app.ts'
import { selectAnyReal } from './store/reads.ts'

/** Whether any word was sent by somebody, and not made up for a demo: from then on demo words would be counted with real ones. */
export const hasRealWords = (app: App): Promise<boolean> => selectAnyReal(app.store.read)
