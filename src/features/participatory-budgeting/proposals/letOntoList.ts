import { publishDocuments } from '#features/documents/publishDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { addEvent } from './addEvent.ts'
import { indexProposal } from './indexProposal.ts'
import { closeReview, officeProposal } from './officeProposal.ts'
import { updateProposal } from './store/proposals.ts'
import { tellOfReview } from './tellOfReview.ts'

interface Asked {
  readonly id: string
  readonly version: number
}

/** Shows a proposal that waits to everybody. What was refused may still be let on, since an office can be wrong. */
export const letOntoList = (app: App, viewer: Viewer, asked: Asked): Promise<Result<void>> =>
  decide(app, viewer, asked, undefined)

/** Keeps a proposal off the list, with a reason that its author is told. */
export const refuseProposal = (app: App, viewer: Viewer, asked: Asked & { readonly reason: string }): Promise<Result<void>> =>
  decide(app, viewer, asked, asked.reason)

async function decide(app: App, viewer: Viewer, asked: Asked, reason: string | undefined): Promise<Result<void>> {
  const found = await officeProposal(app, viewer, asked.id, 'proposal.review')
  if (!found.ok) return found
  const { proposal, cycle, municipality } = found.value
  const before = reason === undefined ? ['waiting', 'refused'] : ['waiting']
  if (!before.includes(proposal.state)) return err('review.notWaiting')
  const state = reason === undefined ? 'listed' : 'refused'
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await updateProposal(tx, asked, { state, stateReason: reason ?? null, changedAt: at }))) return err('edited.meanwhile')
    await addEvent(app, tx, { proposalId: proposal.id, kind: state, note: reason, by: 'office' })
    await indexProposal(tx, { ...proposal, state }, cycle)
    if (state === 'listed') await publishDocuments(app, tx, 'proposal', proposal.id)
    const template = reason === undefined ? 'proposalListed' : 'proposalRefused'
    const told = await tellOfReview(app, tx, proposal, municipality, { template, text: reason })
    await closeReview(tx, viewer, cycle, {
      ...{ at, action: `proposal.${state}`, subject: proposal.id, detail: { told } },
      reason: reason ?? 'shown to everybody',
    })
    return ok()
  })
}
