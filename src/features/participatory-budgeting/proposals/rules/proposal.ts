import type { PhaseKind } from '#db/schema/pbCycles.ts'
import type { ProposalOrigin, ProposalState } from '#db/schema/pbProposals.ts'
import { checkCharacter, codeOf } from '#platform/codes.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Cycle } from '../../cycles/rules/cycle.ts'
import { type Phase, phaseAt, phaseOf } from '../../cycles/rules/phases.ts'

export type { ProposalOrigin, ProposalState }

/** States that everybody sees: what waits, was refused or taken back unread is shown to its author and the office only. */
export const SHOWN_STATES = ['listed', 'withdrawn', 'merged', 'split'] as const satisfies readonly ProposalState[]

/** What somebody proposes, with how many support it. */
export interface Proposal {
  readonly id: string
  readonly cycleId: string
  /** Undefined where it is for the whole place: it then stands on every area's ballot. */
  readonly areaId: string | undefined
  readonly title: string
  readonly text: string
  readonly language: Lang
  /** Translations of the title by the office, for the ballot. */
  readonly titles: Readonly<Partial<Record<Lang, string>>>
  readonly placeName: string | undefined
  readonly latitude: number | undefined
  readonly longitude: number | undefined
  readonly roughCost: Tyiyn | undefined
  readonly state: ProposalState
  readonly stateReason: string | undefined
  readonly origin: ProposalOrigin
  readonly originReference: string | undefined
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
  readonly isDemo: boolean
  readonly supports: number
}

/** The title for a reader, and the language it is in. */
export const titleFor = (one: Pick<Proposal, 'title' | 'titles' | 'language'>, lang: Lang): { text: string; lang: Lang } => {
  const own = one.titles[lang]
  return own !== undefined ? { text: own, lang } : { text: one.title, lang: one.language }
}

/** What happens to a proposal, as everybody reads it. */
export const EVENT_KINDS = [
  ...(['sent', 'takenOver', 'listed', 'refused', 'changed', 'withdrawn', 'merged', 'split', 'coauthor'] as const),
  ...(['released', 'repriced', 'appealed', 'appealAnswered', 'funded', 'notFunded'] as const),
] as const
export type EventKind = (typeof EVENT_KINDS)[number]
export interface ProposalEvent {
  readonly id: string
  readonly kind: EventKind
  readonly note: string | undefined
  readonly by: 'author' | 'office' | 'system'
  readonly at: Date
}

/** Six random characters and a check character; it stands in the address, on ballots and in `.pb` files, and reveals no count. */
export const makeProposalId = (random: (size: number) => Iterable<number>): string => {
  const code = codeOf(random(6))
  return code + checkCharacter(code)
}

/** A review, as far as it matters whether its answer is out: what was answered is no longer other words. */
type Released = { readonly releasedAt?: Date | null | undefined }
type Timed = Pick<Cycle, 'phases' | 'state'>
const inPhase = (cycle: Timed, now: Date, kinds: readonly PhaseKind[]): boolean => {
  const phase = phaseAt(cycle.phases, now)?.kind
  return cycle.state === 'published' && phase !== undefined && kinds.includes(phase)
}

export const mayPropose = (cycle: Timed, now: Date): boolean => inPhase(cycle, now, ['proposing'])

/** Its author may change it while proposals are taken and supported, not once the office works on it or after it has gone. */
export const mayChange = (cycle: Timed, one: Pick<Proposal, 'state'>, now: Date, review?: Released): boolean =>
  ['waiting', 'listed'].includes(one.state) && !review?.releasedAt && inPhase(cycle, now, ['proposing', 'supporting'])

/** Taking back is possible until the vote: what stands on a frozen ballot stays there. */
export const mayWithdraw = (cycle: Timed, one: Pick<Proposal, 'state'>, now: Date): boolean => {
  const voting = cycle.phases.find(phase => phase.kind === 'voting')
  return ['waiting', 'listed'].includes(one.state) && cycle.state === 'published' && !(voting && voting.startsAt <= now)
}

/** When support is given: in the phase that is named so; where a cycle has none, while proposals are taken. */
export const supportPhase = ({ phases }: Pick<Timed, 'phases'>): Phase | undefined =>
  phaseOf(phases, 'supporting') ?? phaseOf(phases, 'proposing')

/** What stands on the list is supported then, and at no other time. */
export function maySupport(cycle: Timed, one: Pick<Proposal, 'state'>, now: Date): boolean {
  const kind = supportPhase(cycle)?.kind
  return one.state === 'listed' && kind !== undefined && inPhase(cycle, now, [kind])
}

/** How many have to support a proposal by now; nothing is short of support as long as it can be given. */
export const supportAsked = (cycle: Pick<Cycle, 'phases' | 'rules'>, now: Date): number =>
  supportOver(cycle, now) ? cycle.rules.support.needed : 0

/** Whether it can be said that something has too little support: as long as it can be given, nobody knows. */
function supportOver(cycle: Pick<Timed, 'phases'>, now: Date): boolean {
  const phase = supportPhase(cycle)
  return phase === undefined || phase.endsAt <= now
}

/** Objections to a released answer are taken until the vote begins. */
export const mayAppeal = (cycle: Timed, one: Pick<Proposal, 'state'>, review: Released | undefined, now: Date): boolean =>
  Boolean(review?.releasedAt) && one.state === 'listed' && mayWithdraw(cycle, one, now)

/** After the review: what the vote made of a proposal. */
export type VoteStanding = 'onBallot' | 'funded' | 'notFunded'
