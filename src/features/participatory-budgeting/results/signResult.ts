import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import type { Writing } from '#db/store.ts'
import type { Tyiyn } from '#platform/money.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange, officeCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { addEvent } from '../proposals/addEvent.ts'
import { selectProposal } from '../proposals/store/proposals.ts'
import { tellAboutProposal } from '../proposals/tellAboutProposal.ts'
import { startProjects } from '../implementation/startProjects.ts'
import { hashNow, hashOf } from './countCycle.ts'
import {
  holdCounts,
  insertAnnouncement,
  insertSignature,
  selectAnnouncement,
  selectCounts,
  selectSignatures,
  type StoredCount,
} from './store/results.ts'

/**
 * A member of the commission signs the result that they saw (`resultSha256`). The signature that makes up the number announces
 * it in the same transaction: until then nobody but the office's commission sees anything of it. Refuses a result that was
 * counted anew meanwhile, one that rules, paper or box do not give any more (`result.outdated`), a second signature of one
 * account, and whoever has no account to sign with.
 */
export async function signResult(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly resultSha256: string },
): Promise<Result<{ announced: boolean; missing: number }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'count.sign')
  if (!found.ok) return found
  if (viewer.kind !== 'account') return err('forbidden')
  const { cycle } = found.value
  const at = app.now()
  const [counted] = await selectCounts(app.store.read, cycle.id)
  // Rules may have been amended, or a protocol opened again, since it was counted.
  const now = counted && (await hashNow(app, found.value, counted.seed))
  return app.store.write(async (tx): Promise<Result<{ announced: boolean; missing: number }>> => {
    await holdCounts(tx, cycle.id)
    if (await selectAnnouncement(tx, cycle.id)) return err('result.announced')
    const counts = await selectCounts(tx, cycle.id)
    const [first] = counts
    if (!first) return err('result.notCounted')
    const { leastBallots } = cycle.rules.publish
    const hash = hashOf(app, { cycleId: cycle.id, frozenSha256: first.frozenSha256, leastBallots }, counts)
    if (hash !== asked.resultSha256) return err('result.changed')
    if (hash !== now) return err('result.outdated')
    const row = { cycleId: cycle.id, accountId: viewer.accountId, name: viewer.name, resultSha256: hash, at }
    if (!(await insertSignature(tx, row))) return err('result.signedAlready')
    const missing = cycle.rules.publish.signatures - (await selectSignatures(tx, cycle.id)).length
    if (missing <= 0) await announce(app, tx, cycle, counts, { at, hash })
    const trail = { at, reason: 'the commission signs the result', detail: { result: hash, missing: Math.max(0, missing) } }
    if (missing > 0)
      // Nothing public changes yet, so no page is touched.
      await recordAudit(tx, {
        ...{ ...trail, actor: actorOf(viewer), action: 'result.signed', subject: { type: 'cycle', id: cycle.id } },
        detail: { municipality: cycle.municipalityId, ...trail.detail },
      })
    else await closeCycleChange(tx, viewer, cycle, { ...trail, action: 'result.announced' })
    return ok({ announced: missing <= 0, missing: Math.max(0, missing) })
  })
}

async function announce(
  app: App,
  tx: Writing,
  cycle: Cycle,
  counts: readonly StoredCount[],
  { at, hash }: { readonly at: Date; readonly hash: string },
): Promise<void> {
  await insertAnnouncement(tx, { cycleId: cycle.id, resultSha256: hash, announcedAt: at })
  // A project of the whole place stands in every pot: once funded by one of them, it is funded.
  const prices = new Map<string, Tyiyn>()
  const all = new Set<string>()
  for (const { told } of counts)
    for (const { project, round, cost } of told.stories) {
      all.add(project)
      if (round !== undefined) prices.set(project, cost as Tyiyn)
    }
  const winners: { proposalId: string; price: Tyiyn }[] = []
  for (const id of all) {
    const proposal = await selectProposal(tx, id)
    if (!proposal) continue
    const price = prices.get(id)
    const kind = price === undefined ? 'notFunded' : 'funded'
    if (price !== undefined) winners.push({ proposalId: id, price })
    await addEvent(app, tx, { proposalId: id, kind, by: 'system' })
    await tellAboutProposal(app, tx, proposal, { kind, to: 'everybody' })
  }
  await startProjects(app, tx, { cycle, winners })
}
