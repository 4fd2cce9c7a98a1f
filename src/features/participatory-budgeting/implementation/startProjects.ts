import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { touchCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { selectProposals } from '../proposals/store/proposals.ts'
import { insertProject } from './store/projects.ts'

/**
 * Makes a project of each winner, in the transaction that announces the result. A winner that is a project already stays as it
 * is, so that announcing again changes nothing; one without a proposal, of a list that was not made here, has nothing to be told
 * of and is left out. Answers how many were begun.
 */
export async function startProjects(
  app: App,
  tx: Writing,
  asked: {
    readonly cycle: Pick<Cycle, 'id' | 'municipalityId' | 'municipalityIds' | 'isDemo'>
    readonly winners: readonly { readonly proposalId: string; readonly price: Tyiyn }[]
  },
): Promise<number> {
  const { cycle, winners } = asked
  const at = app.now()
  let begun = 0
  const known = new Set((await selectProposals(tx, { ids: winners.map(one => one.proposalId) })).map(one => one.id))
  for (const { proposalId: id, price } of winners.filter(one => known.has(one.proposalId))) {
    const row = { id, cycleId: cycle.id, municipalityId: cycle.municipalityId, price, isDemo: cycle.isDemo }
    if (await insertProject(tx, { ...row, createdAt: at, changedAt: at })) begun += 1
  }
  if (begun === 0) return 0
  await touchCycle(tx, at, cycle)
  await recordAudit(tx, {
    ...{ at, actor: 'system', action: 'project.begun', subject: { type: 'cycle', id: cycle.id } },
    ...{ reason: 'the result is announced', detail: { projects: begun } },
  })
  return begun
}
