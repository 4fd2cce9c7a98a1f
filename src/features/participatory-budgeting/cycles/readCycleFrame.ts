import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { readCycle, readFrozen } from './readCycle.ts'
import type { Cycle } from './rules/cycle.ts'
import type { Frozen } from './rules/frozen.ts'

/** What the frame of a cycle's pages needs beside the cycle. */
export interface CycleFrameData {
  /** Those that take part, the one that leads first. */
  readonly municipalities: readonly Municipality[]
  /** What was frozen, the latest first; empty before voting opens. */
  readonly frozen: readonly Frozen[]
  readonly now: Date
}

export async function readCycleFrame(app: App, cycle: Cycle): Promise<CycleFrameData> {
  const [municipalities, frozen] = await Promise.all([
    Promise.all(cycle.municipalityIds.map(id => readMunicipality(app, id))),
    readFrozen(app, cycle.id),
  ])
  return { municipalities: municipalities.filter(one => one !== undefined), frozen, now: app.now() }
}

/** A cycle that residents may see, with its frame: announced, or announced once and cancelled since. */
export async function readPublicCycle(app: App, id: string): Promise<{ cycle: Cycle; frame: CycleFrameData } | undefined> {
  const cycle = await readCycle(app, id)
  return cycle?.publishedAt && cycle.state !== 'draft' ? { cycle, frame: await readCycleFrame(app, cycle) } : undefined
}
