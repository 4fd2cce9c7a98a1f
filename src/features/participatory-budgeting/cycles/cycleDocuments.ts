import type { Writing } from '#db/store.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { type Lang, LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { words } from '../words.ts'
import { readCycles } from './readCycles.ts'
import type { Cycle } from './rules/cycle.ts'
import { PHASES, phaseOf } from './rules/phases.ts'
import { selectCycles } from './store/cycles.ts'

/** A cycle as search finds it, once for each language its title is written in. */
export const cycleDocuments = (cycle: Cycle): SearchDocument[] =>
  LANGUAGES.filter(lang => cycle.titles[lang]).map(lang => ({
    ...{ kind: 'cycle' as const, subjectId: cycle.id, lang, municipalityId: cycle.municipalityId },
    title: cycle.titles[lang] ?? cycle.titles.ky,
    body: bodyOf(cycle, lang),
    path: `/pb/${cycle.id}`,
    at: cycle.publishedAt && dateInBishkek(cycle.publishedAt),
    isDemo: cycle.isDemo,
  }))

/** Beside what the office wrote: its areas, and what residents look for whatever its lead says: the vote, proposals, its phases. */
function bodyOf(cycle: Cycle, lang: Lang): string {
  const t = words(lang)
  const phases = PHASES.filter(kind => phaseOf(cycle.phases, kind)).map(kind => t(`phase.${kind}`))
  const areas = cycle.areas.map(one => one.names[lang] ?? one.names.ky)
  return [cycle.leads[lang], ...areas, t('cycle.search'), phases.join(', ')].filter(Boolean).join('\n')
}

/** Makes a cycle findable as it is now; a draft and one that was called off are not found. */
export async function indexCycle(tx: Writing, cycle: Cycle): Promise<void> {
  if (cycle.state === 'published') await indexDocuments(tx, cycleDocuments(cycle))
  else await dropDocuments(tx, 'cycle', [cycle.id])
}

/** Indexes every announced cycle anew, each in a transaction of its own; answers how many there were. */
export async function indexAllCycles(app: App): Promise<number> {
  const cycles = await readCycles(app, { state: 'published' })
  for (const { id } of cycles)
    await app.store.write(async tx => {
      const [cycle] = await selectCycles(tx, [id])
      if (cycle) await indexCycle(tx, cycle)
    })
  return cycles.length
}
