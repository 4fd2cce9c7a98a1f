import type { FindAbove } from '#features/feedback/findSubject.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { readProposal } from '#features/participatory-budgeting/proposals/readProposal.ts'
import type { App } from '#src/app.ts'

/** Lets feedback be about a proposal that everybody sees, for a municipality that takes part in its cycle. */
export const proposalSubject =
  (app: App): FindAbove =>
  async (municipalityId, { type, id }) => {
    const proposal = type === 'proposal' ? await readProposal(app, id) : undefined
    if (proposal?.state !== 'listed') return undefined
    const cycle = await readCycle(app, proposal.cycleId)
    if (!cycle?.publishedAt) return undefined
    const home = cycle.municipalityIds.includes(municipalityId) ? municipalityId : cycle.municipalityId
    return { municipalityId: home, label: proposal.titles.ky ?? proposal.title }
  }
