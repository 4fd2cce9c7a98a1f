import type { Writing } from '#db/store.ts'
import { SYSTEM, type Viewer } from '#features/identity/rules/viewer.ts'
import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from './officeCycle.ts'
import { frozenContentOf } from './rules/freezing.ts'
import { canonicalJson, type Frozen, type FrozenProject } from './rules/frozen.ts'
import { insertFrozen, selectCycles } from './store/cycles.ts'

/**
 * Freezes rules, dates, areas, projects and prices as they stand when voting opens: number 1 of the chain, within the
 * transaction `tx`. Refuses `cycle.frozenAlready` where somebody was quicker, `cycle.unknown` and `cycle.notPublished`.
 */
export async function freezeCycle(
  app: App,
  tx: Writing,
  asked: {
    readonly cycle: { readonly id: string }
    readonly projects: readonly FrozenProject[]
    /** Public key of the ballot box, where anybody votes by code or eID. */
    readonly boxKey?: string | undefined
    /** Name of who did it, as the page says it; the portal itself where nobody did. */
    readonly by?: string | undefined
    readonly viewer?: Viewer | undefined
  },
): Promise<Result<Frozen, 'cycle.frozenAlready' | 'cycle.unknown' | 'cycle.notPublished'>> {
  // Read in the transaction: what is frozen is what the tables say at this instant.
  const [cycle] = await selectCycles(tx, [asked.cycle.id])
  if (!cycle) return err('cycle.unknown')
  if (cycle.state !== 'published') return err('cycle.notPublished')
  const content = frozenContentOf(cycle, asked.projects, asked.boxKey)
  const text = canonicalJson(content)
  const at = app.now()
  const link = { cycleId: cycle.id, number: 1, sha256: sha256(text), by: asked.by ?? 'ashar', at }
  if (!(await insertFrozen(tx, { ...link, id: app.newId(), content: text }))) return err('cycle.frozenAlready')
  await closeCycleChange(tx, asked.viewer ?? SYSTEM, cycle, {
    ...{ at, action: 'cycle.frozen', reason: 'voting opens' },
    detail: { sha256: link.sha256, projects: content.projects.length },
  })
  return ok({ ...link, content })
}
