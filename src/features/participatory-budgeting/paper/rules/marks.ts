import { err, ok, type Result } from '#platform/result.ts'
import type { BallotRule } from '../../cycles/rules/cycleRules.ts'
import type { BallotChoices } from '../../ballots/rules/ballot.ts'

/** Marks as they are typed: by the numbers that projects have on the printed ballot. */
export interface TypedMarks {
  /** `3 7 9`; with points `3:5 7:2`; a ranking in its order. */
  readonly quick?: string | undefined
  /** Boxes that were ticked. */
  readonly marks?: readonly string[] | undefined
  /** Points by number. */
  readonly points?: Readonly<Record<string, string>> | undefined
  /** Places by number: 1 is the most wanted. */
  readonly places?: Readonly<Record<string, string>> | undefined
}

type Numbered = readonly { readonly number: number; readonly project: { readonly id: string } }[]

/**
 * The choices of a ballot from what was typed, as they stand on the paper: limits are not looked at. One of both ways is
 * used; where both say something and not the same, that is refused (`paper.bothWays`).
 */
export function choicesOf(typed: TypedMarks, type: BallotRule['type'], projects: Numbered): Result<BallotChoices> {
  const quick = typed.quick ? quickChoices(typed.quick, type, projects) : undefined
  if (quick && !quick.ok) return quick
  const boxes = boxChoices(typed, type, projects)
  if (!boxes.ok) return boxes
  if (quick?.ok && boxes.value.length > 0 && sorted(quick.value, type) !== sorted(boxes.value, type))
    return err('paper.bothWays', { path: 'quick' })
  return quick?.ok ? quick : boxes
}

const sorted = (choices: BallotChoices, type: BallotRule['type']): string =>
  JSON.stringify(type === 'ranking' ? choices : [...choices].sort((a, b) => (a.project < b.project ? -1 : 1)))

function quickChoices(text: string, type: BallotRule['type'], projects: Numbered): Result<BallotChoices> {
  const choices: { project: string; points?: number }[] = []
  for (const word of text.split(/[\s,;]+/).filter(one => one !== '')) {
    const [, number = '', points] = word.match(/^(\d{1,3})(?:[:=.](\d{1,6}))?$/) ?? []
    const project = projects.find(one => one.number === Number(number))?.project.id
    if (!project) return err('paper.quickUnknown', { path: 'quick', values: { word } })
    if ((type === 'points') !== (points !== undefined))
      return err(type === 'points' ? 'paper.quickPoints' : 'paper.quickPlain', { path: 'quick', values: { word } })
    choices.push(points === undefined ? { project } : { project, points: Number(points) })
  }
  return ok(choices.filter(one => one.points !== 0))
}

function boxChoices(typed: TypedMarks, type: BallotRule['type'], projects: Numbered): Result<BallotChoices> {
  const found = (number: string) => projects.find(one => one.number === Number(number))?.project.id
  if (type === 'points') {
    const choices = Object.entries(typed.points ?? {}).map(([number, points]) => ({
      project: found(number),
      points: Number(points),
    }))
    if (choices.some(one => one.project === undefined)) return err('paper.unknownProject', { path: 'marks' })
    return ok(choices.filter(one => one.points > 0) as BallotChoices)
  }
  if (type === 'ranking') {
    const places = Object.entries(typed.places ?? {}).map(([number, place]) => ({ project: found(number), place: Number(place) }))
    if (places.some(one => one.project === undefined)) return err('paper.unknownProject', { path: 'marks' })
    // Two projects in one place have no order that could be kept: such a ballot is spoiled.
    if (new Set(places.map(one => one.place)).size < places.length) return err('paper.placeTwice', { path: 'marks' })
    return ok(places.sort((a, b) => a.place - b.place).map(one => ({ project: one.project as string })))
  }
  const marks = (typed.marks ?? []).map(found)
  if (marks.some(one => one === undefined)) return err('paper.unknownProject', { path: 'marks' })
  return ok(marks.map(project => ({ project: project as string })))
}
