import type { Cycle } from './cycle.ts'
import { votingOnline } from './phases.ts'
import { standingOf } from './standing.ts'

/** The one thing a resident can do with a cycle now; `wait` where nothing is open yet. */
export type NextStep =
  | 'wait'
  | 'learn'
  | 'propose'
  | 'support'
  | 'look'
  | 'vote'
  | 'voteOnPaper'
  | 'checking'
  | 'results'
  | 'follow'
  | 'over'
  | 'cancelled'

/** Follows from the dates alone. */
export function nextStep(cycle: Pick<Cycle, 'state' | 'phases' | 'rules'>, now: Date): NextStep {
  const standing = standingOf(cycle, now)
  if (standing.state !== 'in') return standing.state === 'waiting' ? 'wait' : standing.state
  switch (standing.phase.kind) {
    case 'informing':
      return 'learn'
    case 'proposing':
      return 'propose'
    case 'supporting':
      return 'support'
    case 'reviewing':
    case 'pricing':
      return 'look'
    case 'voting': {
      const { code, eid, paper } = cycle.rules.vote.channels
      if ((code || eid) && votingOnline(cycle.phases, now)) return 'vote'
      return paper ? 'voteOnPaper' : 'checking'
    }
    case 'checking':
      return 'checking'
    case 'results':
      return 'results'
    case 'implementation':
      return 'follow'
  }
}

/** Where something of residents is asked for: these come first wherever cycles are listed. */
export const asksNow = (step: NextStep): boolean => ['propose', 'support', 'vote', 'voteOnPaper'].includes(step)

/** Until when the step is open: voting online ends before the voting phase does. */
export function stepEnds(cycle: Pick<Cycle, 'state' | 'phases' | 'rules'>, now: Date): Date | undefined {
  const standing = standingOf(cycle, now)
  if (standing.state !== 'in') return undefined
  return nextStep(cycle, now) === 'vote' ? (standing.phase.onlineEndsAt ?? standing.phase.endsAt) : standing.phase.endsAt
}

/** The one that is voted on now, online or on paper. */
export const votedNow = <One extends Pick<Cycle, 'state' | 'phases' | 'rules'>>(
  cycles: readonly One[],
  now: Date,
): One | undefined => cycles.find(one => ['vote', 'voteOnPaper'].includes(nextStep(one, now)))
