import { err, ok, type Result } from '#platform/result.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Area, Cycle, InLanguages } from './cycle.ts'
import type { CycleRules } from './cycleRules.ts'
import type { FrozenContent, FrozenProject } from './frozen.ts'
import { areaId } from './newCycle.ts'
import { type Phase, phaseOf } from './phases.ts'

/** What the office changes of a cycle at once: one part, and nothing of the others. */
export type CycleChange =
  | {
      readonly part: 'about'
      readonly titles: InLanguages
      readonly leads: Partial<InLanguages>
      /** Those that take part beside the one that leads. */
      readonly otherMunicipalityIds: readonly string[]
    }
  | {
      readonly part: 'money'
      readonly budgetYear: number
      readonly budgetLine?: { readonly id: string; readonly name: string } | undefined
      readonly amount: Tyiyn
      /** In their order; one without an id is new. */
      readonly areas: readonly (Omit<Area, 'id' | 'position'> & { readonly id?: string | undefined })[]
    }
  | { readonly part: 'phases'; readonly phases: readonly Phase[] }
  | { readonly part: 'rules'; readonly rules: CycleRules }

/** The cycle as it is after a change. */
export function changed(cycle: Cycle, change: CycleChange): Cycle {
  switch (change.part) {
    case 'about': {
      const others = change.otherMunicipalityIds.filter(id => id !== cycle.municipalityId)
      return { ...cycle, titles: change.titles, leads: change.leads, municipalityIds: [cycle.municipalityId, ...new Set(others)] }
    }
    case 'money':
      return {
        ...cycle,
        ...{ budgetYear: change.budgetYear, budgetLineId: change.budgetLine?.id, budgetLineName: change.budgetLine?.name },
        ...{ amount: change.amount, areas: areasAfter(cycle, change.areas) },
      }
    case 'phases':
      return { ...cycle, phases: [...change.phases].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) }
    case 'rules':
      return { ...cycle, rules: change.rules }
  }
}

/** Ids and positions of areas stay theirs; new ones come after all there ever were. */
function areasAfter(cycle: Cycle, areas: Extract<CycleChange, { part: 'money' }>['areas']): Area[] {
  let position = Math.max(0, ...cycle.areas.map(one => one.position))
  const used = new Set(cycle.areas.map(one => one.id))
  const fresh = () => {
    do position += 1
    while (used.has(areaId(cycle.id, position)))
    return { id: areaId(cycle.id, position), position }
  }
  return areas.map(({ id, ...area }) => {
    const before = cycle.areas.find(one => one.id === id)
    return before ? { ...area, id: before.id, position: before.position } : { ...area, ...fresh() }
  })
}

/** Ballots, codes and proposals belong to an area: of an announced cycle none is taken away. */
export const areasKept = (before: Cycle, after: Cycle): Result<void, 'cycle.areaInUse'> =>
  before.areas.every(one => after.areas.some(other => other.id === one.id))
    ? ok()
    : err('cycle.areaInUse', { path: 'areas.0.nameKy' })

/** When the first ballots could be opened: from then on what they are counted by stays. */
const endOf = (content: FrozenContent): string | undefined => {
  const voting = content.phases.find(one => one.kind === 'voting')
  return voting && (voting.onlineEndsAt ?? voting.endsAt)
}

export type NotAmendable =
  `cycle.${'ballotFixed' | 'areasFixed' | 'votingBegan' | 'channelsFixed' | 'publishFixed' | 'countFixed'}`

/**
 * What not even an amendment changes once ballots may lie in the box: what a valid ballot is, which areas and projects there
 * are, the key of the box, and when voting began. Ways of voting stay: who voted before is not marked for a new one, and a count
 * does not wait for ballots of one that was closed. Thresholds that keep the secret may rise, not fall. Once voting by code and
 * eID is over, what the ballots are counted by stays.
 */
export function amendable(before: FrozenContent, after: FrozenContent, now: Date): Result<void, NotAmendable> {
  const same = (of: (content: FrozenContent) => unknown) => JSON.stringify(of(before)) === JSON.stringify(of(after))
  const ids = (all: readonly { readonly id: string }[]) => all.map(one => one.id).sort()
  const begins = (content: FrozenContent) => content.phases.find(one => one.kind === 'voting')?.startsAt
  if (!same(one => sorted(one.rules.ballot))) return err('cycle.ballotFixed', { path: 'ballotType' })
  if (!same(one => ids(one.areas)) || !same(one => ids(one.projects))) return err('cycle.areasFixed')
  if (!same(begins)) return err('cycle.votingBegan', { path: 'votingFrom' })
  const ways = ({ rules: { vote } }: FrozenContent) => [sorted(vote.channels), vote.mayChange, vote.eidKnowsPerson]
  if (!same(ways)) return err('cycle.channelsFixed', { path: 'channels' })
  if (THRESHOLDS.some(one => after.rules.publish[one] < before.rules.publish[one])) return err('cycle.publishFixed')
  const end = endOf(before)
  const over = end !== undefined && new Date(end) <= now
  const counted = ({ rules, areas, projects }: FrozenContent) => [
    ...[sorted(rules.count), areas.map(one => [one.id, one.pot]).sort()],
    projects.map(one => [one.id, one.price, one.area]).sort(),
  ]
  if (over && !(same(counted) && same(endOf))) return err('cycle.countFixed')
  // Paper has its own end: moved on after it, a vote that is over would be one that may be called off.
  const closes = (content: FrozenContent) => content.phases.find(one => one.kind === 'voting')?.endsAt
  const closed = closes(before)
  if (closed !== undefined && new Date(closed) <= now && !same(closes)) return err('cycle.countFixed')
  return ok()
}
const THRESHOLDS = ['leastEntitled', 'leastBallots', 'leastCell', 'objectionDays', 'signatures'] as const
const sorted = (value: object) => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))

/** The projects with other prices. */
export const priced = (projects: readonly FrozenProject[], prices: Readonly<Record<string, Tyiyn>>): FrozenProject[] =>
  projects.map(one => ({ ...one, price: tyiyn(prices[one.id] ?? one.price) }))

/** Voting is over: what came of it stands, and nothing calls it off. */
export const votingEnded = (cycle: Pick<Cycle, 'phases'>, now: Date): boolean => {
  const voting = phaseOf(cycle.phases, 'voting')
  return voting !== undefined && voting.endsAt <= now
}
