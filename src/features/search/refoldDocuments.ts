import type { App } from '#src/app.ts'
import type { SearchKind } from './rules/document.ts'
import { refold, selectAny } from './store/documents.ts'

const AT_ONCE = 500

/** Folds every text anew, as a new version of the portal may fold otherwise; answers how many changed. */
export async function refoldDocuments(app: App): Promise<number> {
  let changed = 0
  for (let after = 0; ;) {
    const from = after
    const done = await app.store.write(tx => refold(tx, from, AT_ONCE))
    if (!done) return changed
    changed += done.changed
    after = done.last
  }
}

/** Whether anything of a kind can be found at all. */
export const isFindable = (app: App, kind: SearchKind): Promise<boolean> => selectAny(app.store.read, kind)
