import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { App } from '#src/app.ts'
import { makeSearchable } from './makeSearchable.ts'
import { practicesAfter } from './store/practices.ts'

const AT_ONCE = 100

/** Indexes every practice anew as everybody may read it, some in one transaction; answers how many were looked at. */
export async function indexAllPractices(app: App): Promise<number> {
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after
    // Read inside the transaction: what is taken back meanwhile must not return.
    const ids = await app.store.write(async tx => {
      const rows = await practicesAfter(tx, from, AT_ONCE)
      const found = rows.map(row => makeSearchable(row))
      const gone = rows.filter((_, at) => found[at]?.length === 0).map(row => row.id)
      await dropDocuments(tx, 'practice', gone)
      await indexDocuments(tx, found.flat())
      return rows.map(row => row.id)
    })
    count += ids.length
    after = ids.at(-1)
  }
  return count
}
