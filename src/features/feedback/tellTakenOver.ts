import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { App } from '#src/app.ts'
import { selectByReference } from './store/reads.ts'
import { insertEvent } from './store/words.ts'
import { tellAuthor } from './tellAuthor.ts'

/**
 * Writes into a word's time line that a room above took it over, in the transaction that does, and tells its author where an
 * address was left. `title` and `url` are of what it became. Where the word stands does not change.
 */
export async function tellTakenOver(
  app: App,
  tx: Writing,
  reference: string,
  taken: { readonly by: string; readonly municipalityId: string; readonly title: string; readonly url: string },
): Promise<void> {
  const found = await selectByReference(tx, reference)
  const municipality = await readMunicipality(app, taken.municipalityId)
  if (!found || !municipality) return
  const { row } = found
  const at = app.now()
  await insertEvent(tx, {
    ...{ id: app.newId(), feedbackId: row.id, at, status: 'takenOver', by: 'municipality', actor: taken.by },
    ...{ isPublic: true, party: taken.title },
  })
  const values = { municipality: municipality.names[row.language], text: taken.title, body: taken.url }
  await tellAuthor(app, tx, row, 'feedbackTakenOver', values)
  await touchPages(tx, at, [`feedback:${row.municipalityId}`])
}
