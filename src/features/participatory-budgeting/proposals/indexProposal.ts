import type { Writing } from '#db/store.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { readCycles } from '../cycles/readCycles.ts'
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

/** Indexes every listed proposal anew, a cycle's in one transaction; answers how many there were. */
export async function indexAllProposals(app: App): Promise<number> {
  let count = 0
  for (const { id } of await readCycles(app, { state: 'published' }))
    count += await app.store.write(async tx => {
      const [cycle] = await selectCycles(tx, [id])
      const listed = cycle ? await selectProposals(tx, { cycleId: id, states: ['listed'] }) : []
      for (const one of listed) if (cycle) await indexProposal(tx, one, cycle)
      return listed.length
    })
  return count
}
