import type { App } from '#src/app.ts'
import type { Cycle, CycleState } from './rules/cycle.ts'
import { selectCycleIds, selectCycles } from './store/cycles.ts'

export interface CycleFilter {
  readonly state?: CycleState | undefined
  /** Those that one of these leads or takes part in. */
  readonly municipalityIds?: readonly string[] | undefined
  readonly municipalityId?: string | undefined
}

/** Cycles that pass a filter, the latest made first. Without a state, drafts are among them: pages for residents ask for `published`. */
export async function readCycles(app: App, { state, municipalityId, municipalityIds }: CycleFilter = {}): Promise<Cycle[]> {
  const places = municipalityIds ?? (municipalityId === undefined ? undefined : [municipalityId])
  return selectCycles(app.store.read, await selectCycleIds(app.store.read, { state, places }))
}
