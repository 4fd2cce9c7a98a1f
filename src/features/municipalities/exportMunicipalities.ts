import type { Lang } from '#platform/i18n/languages.ts'
import type { SheetColumn } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { listMunicipalities } from './listMunicipalities.ts'
import type { Municipality } from './rules/unit.ts'
import { words } from './words.ts'

/** Every municipality that stands today, for a file. */
export async function exportMunicipalities(app: App): Promise<Municipality[]> {
  const all: Municipality[] = []
  for (let after: string | undefined; ;) {
    const page = await listMunicipalities(app, { after, limit: 200 })
    all.push(...page.items)
    if (!page.next) return all
    after = page.next
  }
}

/** The columns of the table, with headings that `units import` reads as well. */
export function municipalityColumns(lang: Lang): SheetColumn<Municipality>[] {
  const t = words(lang)
  return [
    { heading: t('place.code'), value: one => one.soate, width: 18 },
    { heading: t('export.kind'), value: one => t.data(`kind.${one.kind}`), width: 24 },
    { heading: t('export.ky'), value: one => one.names.ky, width: 36 },
    { heading: t('export.ru'), value: one => one.names.ru, width: 36 },
    { heading: t('export.en'), value: one => one.names.en, width: 36 },
    { heading: t('export.raion'), value: one => one.raion?.names[lang], width: 24 },
    { heading: t('export.oblast'), value: one => one.oblast?.names[lang], width: 24 },
    { heading: t('export.population'), value: one => one.population, width: 14 },
    { heading: t('export.populationDate'), value: one => one.populationDate, width: 14 },
    { heading: t('export.standing'), value: one => t(one.standing === 'check' ? 'export.check' : 'export.confirmed'), width: 16 },
    { heading: t('export.slug'), value: one => one.slug, width: 24 },
    { heading: t('export.id'), value: one => one.id, width: 38 },
  ]
}
