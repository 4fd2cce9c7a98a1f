import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { instantInBishkek } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { SheetColumn } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { readCatalogue } from './readCatalogue.ts'
import { type SeenFeedback, seenBy } from './rules/visibility.ts'
import { selectAfter } from './store/reads.ts'
import { subjectLabel } from './subjectLabel.ts'
import { words } from './words.ts'

const PAGE = 500

export interface ExportedWord {
  readonly seen: SeenFeedback
  readonly municipality: Municipality
}

/** Every word as everybody may see it, in the order of arrival: open data, so no contact and no unpublished text. */
export async function exportFeedback(app: App): Promise<ExportedWord[]> {
  const all: ExportedWord[] = []
  const places = new Map<string, Municipality>()
  for (let after = ''; ;) {
    const page = await selectAfter(app.store.read, after, PAGE)
    for (const word of page) {
      const { municipalityId } = word.row
      const municipality = places.get(municipalityId) ?? (await readMunicipality(app, municipalityId))
      if (!municipality) throw new Error('feedback without its municipality')
      places.set(municipalityId, municipality)
      all.push({ seen: seenBy(knownFeedback(word), 'everybody'), municipality })
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return all
    after = last.row.id
  }
}

/** The same as columns of a table. */
export function feedbackColumns(lang: Lang): SheetColumn<ExportedWord>[] {
  const t = words(lang)
  const catalogue = readCatalogue()
  const aboutOf = ({ subject, service }: SeenFeedback) => {
    const [sort, name] = [t(`subject.${subject.type}`), subjectLabel(lang, catalogue, subject, service)]
    return name === '' || name === sort ? sort : `${sort}: ${name}`
  }
  return [
    { heading: t('ref.reference'), value: ({ seen }) => seen.reference },
    { heading: t('export.status'), value: ({ seen }) => t(`status.${seen.status}`) },
    { heading: t('ref.sent'), value: ({ seen }) => instantInBishkek(seen.submittedAt), width: 26 },
    { heading: 'SOATE', value: ({ municipality }) => municipality.soate },
    { heading: t('ref.municipality'), value: ({ municipality }) => municipality.names[lang], width: 30 },
    { heading: t('ref.kind'), value: ({ seen }) => t(`kind.${seen.kind}`) },
    { heading: t('ref.about'), value: ({ seen }) => aboutOf(seen), width: 40 },
    { heading: t('export.service'), value: ({ seen }) => seen.service },
    { heading: t('ref.ratings'), value: ({ seen }) => Object.entries(seen.ratings).map(([code, score]) => `${code}: ${score}`).join(', ') }, // prettier-ignore
    { heading: t('ref.words'), value: ({ seen }) => seen.text, width: 60 },
    { heading: t('export.language'), value: ({ seen }) => seen.language },
    { heading: t('ref.village'), value: ({ seen }) => seen.village },
    { heading: t('export.demo'), value: ({ seen }) => seen.isDemo },
  ]
}
