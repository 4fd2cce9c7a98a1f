import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Frozen } from '../cycles/rules/frozen.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { openVoting } from './openVoting.ts'
import { isBoxClosed } from './readBox.ts'
import { takesBallots, votingWindow } from './rules/votingWindow.ts'

/** Where the vote of a cycle stands, and with what rules. */
export type Voting =
  /** No date yet, or it lies ahead. */
  | { readonly state: 'ahead'; readonly from: Date | undefined }
  /** Its time has come, and this is missing. */
  | { readonly state: 'waiting'; readonly why: 'vote.noProjects' | 'vote.keyNotRehearsed' }
  /** Ballots are taken here. */
  | { readonly state: 'open'; readonly frozen: Frozen; readonly until: Date }
  /** Ballots are taken at the polling points only, until then. */
  | { readonly state: 'paper'; readonly frozen: Frozen; readonly until: Date }
  | { readonly state: 'over'; readonly frozen: Frozen | undefined }

/** Opens the vote where its time has come, and says how it stands. */
export async function readVoting(app: App, cycle: Cycle): Promise<Voting> {
  const voting = phaseOf(cycle.phases, 'voting')
  const opened = await openVoting(app, cycle.id)
  if (!opened.ok) {
    const why = opened.refusals[0].code
    if (why === 'vote.noProjects' || why === 'vote.keyNotRehearsed') return { state: 'waiting', why }
    return why === 'vote.over' ? { state: 'over', frozen: undefined } : { state: 'ahead', from: voting?.startsAt }
  }
  const frozen = opened.value
  const { content } = frozen
  const [now, window] = [app.now(), votingWindow(content)]
  const closed = cycle.state !== 'published' || (await isBoxClosed(app, cycle.id))
  if (!closed && window && takesBallots(content, now)) return { state: 'open', frozen, until: window.until }
  const end = content.phases.find(one => one.kind === 'voting')?.endsAt
  const until = end === undefined ? undefined : new Date(end)
  const paper = cycle.state === 'published' && content.rules.vote.channels.paper && until !== undefined && now < until
  return paper ? { state: 'paper', frozen, until } : { state: 'over', frozen }
}
