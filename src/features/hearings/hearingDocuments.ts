import type { Writing } from '#db/store.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { plainText } from '#platform/markdown.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { type Hearing, isPublic, type Texts } from './rules/hearing.ts'

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
