import type { Writing } from '#db/store.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { readCatalogue } from './readCatalogue.ts'
import { seenBy } from './rules/visibility.ts'
import { selectAfter, selectByReference, type WholeFeedback } from './store/reads.ts'
import { subjectLabel } from './subjectLabel.ts'
import { words } from './words.ts'

/**
 * Makes a word findable as everybody may read it now, with the office's answer to everybody; a word whose text is not shown
 * is not found. Called in the transaction that changes what is shown, after its rows.
 */
export async function indexWord(tx: Writing, reference: string): Promise<void> {
  const whole = await selectByReference(tx, reference)
  if (whole) await indexWhole(tx, [whole])
}

async function indexWhole(tx: Writing, wholes: readonly WholeFeedback[]): Promise<void> {
  const documents = wholes.map(whole => ({ id: whole.row.id, document: documentOf(whole) }))
  await dropDocuments(
    tx,
    'feedback',
    documents.filter(one => !one.document).map(one => one.id),
  )
  await indexDocuments(
    tx,
    documents.flatMap(one => one.document ?? []),
  )
}

function documentOf(whole: WholeFeedback): SearchDocument | undefined {
  const seen = seenBy(knownFeedback(whole), 'everybody')
  if (!seen.text) return undefined
  const { language: lang, reference } = seen
  const about = subjectLabel(lang, readCatalogue(), seen.subject, seen.service)
  return {
    kind: 'feedback',
    subjectId: whole.row.id,
    lang,
    municipalityId: seen.municipalityId,
    title: `${words(lang).data(`kind.${seen.kind}`)}: ${about}`,
    body: [seen.text, seen.answer?.text].filter(Boolean).join('\n'),
    path: `/feedback/${reference}`,
    at: dateInBishkek(seen.submittedAt),
    isDemo: seen.isDemo,
  }
}

const AT_ONCE = 200

/** Indexes every word anew, a few hundred in one transaction; answers how many were looked at. */
export async function indexAllWords(app: App): Promise<number> {
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after
    // Read inside the transaction: what a moderator takes back meanwhile must not return.
    const ids = await app.store.write(async tx => {
      const wholes = await selectAfter(tx, from, AT_ONCE)
      await indexWhole(tx, wholes)
      return wholes.map(one => one.row.id)
    })
    count += ids.length
    after = ids.at(-1)
  }
  return count
}
