import type { PaperVerdict } from '#db/schema/pbPaper.ts'
import type { Refusal } from '#platform/result.ts'
import type { BallotChoices } from '../../ballots/rules/ballot.ts'
import { checkBallot } from '../../ballots/rules/checkBallot.ts'
import type { Frozen, FrozenContent, FrozenProject } from '../../cycles/rules/frozen.ts'

export type { PaperVerdict }
export const VERDICTS = ['valid', 'blank', 'spoiled'] as const satisfies readonly PaperVerdict[]

/** What stands on one paper ballot, as a person read it. */
export interface Keyed {
  readonly verdict: PaperVerdict
  readonly choices: BallotChoices
}

/** One keying: 1 and 2 by two people, 3 by a third who settled a difference. */
export interface Entry extends Keyed {
  readonly stationId: string
  readonly number: number
  readonly entry: number
  /** Actor, as the trail names it. */
  readonly keyedBy: string
  readonly keyedAt: Date
  readonly entryKey?: string | undefined
}

/** What a ballot counts as. */
export type Outcome =
  | { readonly verdict: 'valid' | 'blank'; readonly choices: BallotChoices }
  /** By the person who keyed it, or by the rules that it does not hold to. */
  | { readonly verdict: 'spoiled'; readonly choices: readonly []; readonly why: Refusal | undefined }

/** What ballots of an area are judged by. */
export interface PaperRules {
  /** As it was frozen, with its amendments. */
  readonly content: FrozenContent
  /** As it stood before each amendment: a ballot was printed and filled in by one of them. */
  readonly earlier?: readonly FrozenContent[] | undefined
  readonly areaId: string
}

/**
 * The projects as they are numbered on the printed ballots of an area: those of the first freezing, so that a number means
 * the same on paper whatever was amended later. `frozen` is the latest first.
 */
export function numberedProjects(
  frozen: readonly Frozen[],
  areaId: string,
): { readonly number: number; readonly project: FrozenProject }[] {
  const seen = new Map<string, FrozenProject>()
  for (const { content } of [...frozen].reverse())
    for (const project of content.projects)
      if ((project.area === undefined || project.area === areaId) && !seen.has(project.id)) seen.set(project.id, project)
  return [...seen.values()].map((project, at) => ({ number: at + 1, project }))
}

/**
 * What a keyed ballot counts as by the frozen rules: over a limit it is spoiled, with the reason; without a choice it is
 * blank. As with ballots from the box, it is enough that it holds to them as they were frozen or amended: when it was filled
 * in is not known. A project that an amendment has taken off no longer counts and spoils nothing.
 */
export function outcomeOf(keyed: Keyed, { content, earlier = [], areaId }: PaperRules): Outcome {
  if (keyed.verdict === 'spoiled') return { verdict: 'spoiled', choices: [], why: undefined }
  if (keyed.verdict === 'blank' || keyed.choices.length === 0) return { verdict: 'blank', choices: [] }
  const known = new Set(content.projects.map(one => one.id))
  const choices = keyed.choices.filter(one => known.has(one.project))
  if (choices.length === 0) return { verdict: 'blank', choices: [] }
  const checked = checkBallot(choices, content, areaId)
  if (checked.ok) return { verdict: 'valid', choices: checked.value }
  const before = earlier.map(one => checkBallot(choices, one, areaId)).find(one => one.ok)
  return before?.ok ? { verdict: 'valid', choices: before.value } : { verdict: 'spoiled', choices: [], why: checked.refusals[0] }
}

/** Whether two keyings come to the same; of spoiled ballots nothing more is compared. */
export const sameOutcome = (one: Outcome, other: Outcome): boolean =>
  one.verdict === other.verdict && JSON.stringify(one.choices) === JSON.stringify(other.choices)

/** Where a ballot stands between its keyings. */
export type Standing =
  | { readonly state: 'once' }
  | { readonly state: 'differs' }
  | { readonly state: 'settled'; readonly outcome: Outcome; readonly by: 'both' | 'third' }

/** Two equal keyings settle a ballot, a third settles two that differ. */
export function standingOf(entries: readonly Entry[], rules: PaperRules): Standing {
  const of = (number: number) => entries.find(one => one.entry === number)
  const [first, second, third] = [of(1), of(2), of(3)]
  if (third) return { state: 'settled', outcome: outcomeOf(third, rules), by: 'third' }
  if (!first || !second) return { state: 'once' }
  const outcome = outcomeOf(first, rules)
  return sameOutcome(outcome, outcomeOf(second, rules)) ? { state: 'settled', outcome, by: 'both' } : { state: 'differs' }
}

/** All ballots of a polling point by number. */
export function standings(
  entries: readonly Entry[],
  rules: PaperRules,
): { readonly number: number; readonly entries: readonly Entry[]; readonly standing: Standing }[] {
  const byNumber = new Map<number, Entry[]>()
  for (const entry of entries) byNumber.set(entry.number, [...(byNumber.get(entry.number) ?? []), entry])
  return [...byNumber]
    .sort(([a], [b]) => a - b)
    .map(([number, its]) => ({ number, entries: its, standing: standingOf(its, rules) }))
}

/** How far the keying of a polling point is. `once` wait for their second keying. */
export interface Progress {
  readonly keyed: number
  readonly once: number
  readonly differ: number
  readonly valid: number
  readonly blank: number
  readonly spoiled: number
}

export function progressOf(entries: readonly Entry[], rules: PaperRules): Progress {
  const all = standings(entries, rules).map(one => one.standing)
  const verdict = (of: PaperVerdict) => all.filter(one => one.state === 'settled' && one.outcome.verdict === of).length
  return {
    keyed: all.length,
    once: all.filter(one => one.state === 'once').length,
    differ: all.filter(one => one.state === 'differs').length,
    valid: verdict('valid'),
    blank: verdict('blank'),
    spoiled: verdict('spoiled'),
  }
}

/** Whether every ballot that was in the urn was keyed twice and settled; `inUrn` is unknown before the protocol is filled in. */
export const isSettled = (progress: Progress): boolean => progress.once === 0 && progress.differ === 0

/**
 * The number that a person keys next: the first from `after` on (then from 1) that they have not keyed and that still waits
 * for a keying; undefined once nothing is left up to `last`.
 */
export function nextNumber(
  entries: readonly Pick<Entry, 'number' | 'keyedBy'>[],
  me: string,
  last: number,
  after = 0,
): number | undefined {
  const done = new Set<number>()
  const counts = new Map<number, number>()
  for (const one of entries) {
    counts.set(one.number, (counts.get(one.number) ?? 0) + 1)
    if (one.keyedBy === me) done.add(one.number)
  }
  const free = (number: number) => !done.has(number) && (counts.get(number) ?? 0) < 2
  for (let at = after + 1; at <= last; at += 1) if (free(at)) return at
  for (let at = 1; at <= Math.min(after, last); at += 1) if (free(at)) return at
  return undefined
}

/** Most ballots in one urn: a number beyond is a slip of the hand. */
export const MOST_NUMBER = 9_999
