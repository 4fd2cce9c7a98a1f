import type { Writing } from '#db/store.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Proposal } from './rules/proposal.ts'
import { selectCycles } from '../cycles/store/cycles.ts'
import { selectProposals } from './store/proposals.ts'

/** Makes a proposal findable as it is now, in the transaction that changes it; what is not listed is not found. */
export async function indexProposal(tx: Writing, one: Proposal, cycle: Pick<Cycle, 'municipalityId' | 'state'>): Promise<void> {
  if (one.state !== 'listed' || cycle.state !== 'published') return dropDocuments(tx, 'proposal', [one.id])
  const titled = LANGUAGES.filter(lang => lang === one.language || one.titles[lang] !== undefined)
  await indexDocuments(
    tx,
    titled.map(lang => ({
      ...{ kind: 'proposal' as const, subjectId: one.id, lang, municipalityId: cycle.municipalityId },
      title: one.titles[lang] ?? one.title,
      body: [lang === one.language ? one.text : undefined, one.placeName].filter(Boolean).join('\n'),
      path: `/pb/${one.cycleId}/proposals/${one.id}`,
      at: dateInBishkek(one.createdAt),
      isDemo: one.isDemo,
    })),
  )
}

/** Indexes the listed proposals of these cycles anew; answers how many there were. */
export const indexProposals = (app: App, cycleIds: readonly string[]): Promise<number> =>
  app.store.write(async tx => {
    let count = 0
    for (const cycle of await selectCycles(tx, cycleIds))
      for (const one of await selectProposals(tx, { cycleId: cycle.id, states: ['listed'] })) {
        await indexProposal(tx, one, cycle)
        count += 1
      }
    return count
  })
