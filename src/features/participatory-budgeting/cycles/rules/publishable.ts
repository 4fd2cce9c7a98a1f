import type { Refusal } from '#platform/result.ts'
import type { Cycle } from './cycle.ts'
import type { CycleRules } from './cycleRules.ts'
import { phaseOf, phasesFit } from './phases.ts'

/** People by code or eID vote from their own telephones; their ballots are sealed with the box's key. */
export const votesOnline = ({ vote: { channels } }: CycleRules): boolean => channels.code || channels.eid

/** What makes rules impossible to vote or count by. */
export function rulesWrong(rules: CycleRules): Refusal[] {
  const { ballot, count, support, vote } = rules
  const { code, eid, paper } = vote.channels
  return [
    !code && !eid && !paper && { code: 'cycle.noChannel', path: 'channels' },
    // Without the personal number nobody can see that one person voted by eID and again by code or on paper.
    eid && (code || paper) && !vote.eidKnowsPerson && { code: 'cycle.eidApart', path: 'channels' },
    ballot.type === 'approval' && ballot.min > ballot.max && { code: 'cycle.minOverMax', path: 'ballotMin' },
    ballot.type === 'points' && ballot.most > ballot.total && { code: 'cycle.mostOverTotal', path: 'ballotMost' },
    support.needed > 0 && support.mostEach === 0 && { code: 'cycle.supportNone', path: 'supportMostEach' },
    count.seedSource.trim() === '' && { code: 'cycle.seedMissing', path: 'seedSource' },
  ].filter(one => one !== false)
}

/** Pots that do not sum up to the money there is, with what is missing or too much, in som. */
export function potsWrong({ areas, amount }: Pick<Cycle, 'areas' | 'amount'>): Refusal[] {
  const sum = areas.reduce((total, one) => total + one.pot, 0)
  const values = { sum: sum / 100, amount: amount / 100, difference: Math.abs(amount - sum) / 100 }
  return sum === amount ? [] : [{ code: 'cycle.potsSum', path: 'areas.0.pot', values }]
}

/** What keeps areas from being voted in: pots that do not sum up, too few people for a secret. */
export function areasWrong({ areas, amount, rules }: Pick<Cycle, 'areas' | 'amount' | 'rules'>): Refusal[] {
  const least = rules.publish.leastEntitled
  return [
    ...areas.flatMap((one, at) => (one.pot <= 0 ? [{ code: 'cycle.potMissing', path: `areas.${at}.pot` }] : [])),
    ...areas.flatMap((one, at) =>
      one.entitled < least
        ? [{ code: 'cycle.fewEntitled', path: `areas.${at}.entitled`, values: { least, area: one.names.ky } }]
        : [],
    ),
    ...potsWrong({ areas, amount }),
  ]
}

/** Everything that keeps a draft from being announced at this instant. */
export function publishable(cycle: Cycle, now: Date): Refusal[] {
  const { phases, rules } = cycle
  const fit = phasesFit(phases)
  const [proposing, voting] = [phaseOf(phases, 'proposing'), phaseOf(phases, 'voting')]
  const bothWays = votesOnline(rules) && rules.vote.channels.paper
  return [
    ...(cycle.amount > 0 ? [] : [{ code: 'cycle.amount', path: 'amount' }]),
    ...areasWrong(cycle),
    ...(fit.ok ? [] : fit.refusals),
    ...(voting ? [] : [{ code: 'cycle.noVoting', path: 'votingFrom' }]),
    ...(voting && voting.startsAt <= now ? [{ code: 'cycle.votingPast', path: 'votingFrom' }] : []),
    ...(proposing && proposing.endsAt <= now ? [{ code: 'cycle.proposingPast', path: 'proposingTo' }] : []),
    ...(rules.support.needed > 0 && !proposing && !phaseOf(phases, 'supporting')
      ? [{ code: 'cycle.supportNever', path: 'supportingFrom' }]
      : []),
    // Polling points work from a printed, marked roll: who voted online must be on it.
    ...(voting && bothWays && !(voting.onlineEndsAt && voting.onlineEndsAt < voting.endsAt)
      ? [{ code: 'cycle.onlineBeforePaper', path: 'onlineTo' }]
      : []),
    ...rulesWrong(rules),
  ]
}
