import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { freezeCycle } from '../cycles/freezeCycle.ts'
import { readCycle, readFrozen } from '../cycles/readCycle.ts'
import { readCycles } from '../cycles/readCycles.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Frozen } from '../cycles/rules/frozen.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { readBallotProjects } from '../proposals/readBallotProjects.ts'
import { readBoxKey } from './readBox.ts'
import { holdBoxKey } from './store/box.ts'

export type OpeningRefusal = 'vote.notYet' | 'vote.over' | 'vote.noProjects' | 'vote.keyNotRehearsed'

const inVotingPhase = (cycle: Cycle, now: Date): Result<void, 'vote.notYet' | 'vote.over'> => {
  const voting = phaseOf(cycle.phases, 'voting')
  if (cycle.state !== 'published' || !voting || now < voting.startsAt) return err('vote.notYet')
  return now < voting.endsAt ? ok() : err('vote.over')
}

/**
 * Opens voting where its time has come: freezes rules, projects, prices and the box's key, once. Asked by the worker each minute
 * and by whoever opens the page earlier; answers what was frozen last, or what is still missing, which pages say in words.
 */
export async function openVoting(app: App, cycleId: string): Promise<Result<Frozen, OpeningRefusal>> {
  const [frozen] = await readFrozen(app, cycleId)
  if (frozen) return ok(frozen)
  const cycle = await readCycle(app, cycleId)
  const due = cycle ? inVotingPhase(cycle, app.now()) : err('vote.notYet')
  if (!cycle || !due.ok) return due.ok ? err('vote.notYet') : due
  const projects = await readBallotProjects(app, cycleId)
  if (projects.length === 0) return err('vote.noProjects')
  const { code, eid } = cycle.rules.vote.channels
  const key = code || eid ? await readBoxKey(app, cycleId) : undefined
  if ((code || eid) && !key?.rehearsedAt) return err('vote.keyNotRehearsed')
  const made = await app.store.write(async tx => {
    // A key that was made anew since is not rehearsed: its sheets would not open what is sealed with the old one.
    if (key && !(await holdBoxKey(tx, cycleId, key.publicKey))) return err('vote.keyNotRehearsed')
    return freezeCycle(app, tx, { cycle, projects, boxKey: key?.publicKey })
  })
  if (made.ok) return made
  if (made.refusals[0].code === 'vote.keyNotRehearsed') return err('vote.keyNotRehearsed')
  // Somebody was quicker.
  const [theirs] = await readFrozen(app, cycleId)
  return theirs ? ok(theirs) : err('vote.notYet')
}

/** The worker's round: opens whatever is due. */
export async function openDueVoting(app: App): Promise<void> {
  for (const cycle of await readCycles(app, { state: 'published' }))
    if (inVotingPhase(cycle, app.now()).ok) await openVoting(app, cycle.id)
}
