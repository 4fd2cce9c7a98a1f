import type { Writing } from '#db/store.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { plainText } from '#platform/markdown.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { type Hearing, isPublic, type Texts } from './rules/hearing.ts'
import { selectAnnounced, selectHearing } from './store/hearings.ts'

/** A hearing as search finds it, once for each language it is written in. */
export function searchDocuments(hearing: Hearing, municipality: Municipality): SearchDocument[] {
  const { title, lead, agenda, venue, village, minutes } = hearing
  return LANGUAGES.filter(lang => title[lang]).map(lang => {
    const own = (texts: Texts | undefined) => texts?.[lang]
    const done = hearing.state === 'resultsPublished' && lang === 'ky' && minutes ? plainText(minutes) : undefined
    return {
      kind: 'hearing',
      subjectId: hearing.id,
      lang,
      municipalityId: municipality.id,
      title: title[lang] ?? title.ky,
      body: [municipality.names[lang], own(lead), ...agenda.map(own), village, venue, done].filter(Boolean).join('\n'),
      path: `/m/${municipality.slug}/hearings/${hearing.id}`,
      at: dateInBishkek(hearing.startsAt),
      isDemo: hearing.isDemo,
    }
  })
}

/** Makes a hearing findable as it is now; what was cancelled or is no announcement yet is not found. */
export async function indexHearing(tx: Writing, hearing: Hearing, municipality: Municipality): Promise<void> {
  if (isPublic(hearing) && hearing.state !== 'cancelled') await indexDocuments(tx, searchDocuments(hearing, municipality))
  else await dropDocuments(tx, 'hearing', [hearing.id])
}

const AT_ONCE = 100

/** Indexes every announced hearing anew, each in a transaction of its own; answers how many there were. */
export async function indexAllHearings(app: App): Promise<number> {
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: { id: string; municipalityId: string }[] = await selectAnnounced(app.store.read, after, AT_ONCE)
    for (const { id, municipalityId } of page) {
      const municipality = await readMunicipality(app, municipalityId)
      if (!municipality) continue
      // Read inside the transaction: what is cancelled meanwhile must not return.
      await app.store.write(async tx => {
        const hearing = await selectHearing(tx, id)
        if (hearing) await indexHearing(tx, hearing, municipality)
      })
      count += 1
    }
    after = page.at(-1)?.id
  }
  return count
}
