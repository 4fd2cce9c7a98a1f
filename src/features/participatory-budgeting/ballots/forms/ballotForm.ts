import { z } from 'zod'
import { cleanText, type Typed, typedFrom } from '#platform/forms/readForm.ts'
import type { Refusal } from '#platform/result.ts'
import type { BallotRule } from '../../cycles/rules/cycleRules.ts'
import type { BallotChoices } from '../rules/ballot.ts'
import { ROTATIONS } from '../rules/rotation.ts'

const PLACE = 'place-'
const POINTS = 'points-'
export const CHOICE = 'choice'
export const placeField = (project: string): string => `${PLACE}${project}`
export const pointsField = (project: string): string => `${POINTS}${project}`

/** Which order the projects stand in; another value than one of ours is the first. */
export const orderField = z.coerce
  .number()
  .int()
  .min(0)
  .max(ROTATIONS - 1)
  .catch(0)

export interface BallotFields {
  readonly choices: BallotChoices
  /** Of the form itself: a place given twice. Limits are checked by `checkBallot`. */
  readonly refusals: readonly Refusal<'vote.placeTwice'>[]
  readonly rotation: number
  readonly typed: Typed
}

/** What somebody chose, as the fields of their kind of ballot say it; fields of other kinds, and prices, are not looked at. */
export function readBallotFields(data: FormData, type: BallotRule['type']): BallotFields {
  const fields = [...data.entries()].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, cleanText(value).trim()]] : [],
  )
  const typed: Typed = {
    get: name => fields.find(([one]) => one === name)?.[1] ?? '',
    all: name => fields.filter(([one]) => one === name).map(([, value]) => value),
  }
  const rotation = orderField.parse(typed.get('order'))
  const given = (prefix: string) =>
    fields.flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== '' ? [{ project: name.slice(prefix.length), value }] : [],
    )
  if (type === 'points') {
    const choices = given(POINTS)
      .map(({ project, value }) => ({ project, points: /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN }))
      .filter(one => one.points !== 0)
    return { choices, refusals: [], rotation, typed }
  }
  if (type === 'ranking') {
    const placed = given(PLACE).map(({ project, value }) => ({ project, place: Number(value) }))
    const twice = placed.filter(one => placed.some(other => other !== one && other.place === one.place))
    const refusals = twice.map(({ project, place }) => ({ code: 'vote.placeTwice', path: project, values: { place } }) as const)
    const choices = placed.sort((a, b) => a.place - b.place).map(({ project }) => ({ project }))
    return { choices, refusals, rotation, typed }
  }
  return { choices: typed.all(CHOICE).map(project => ({ project })), refusals: [], rotation, typed }
}

/** The fields of choices that were made before, for who goes back. */
export function typedChoices(choices: BallotChoices, type: BallotRule['type']): Typed {
  if (type === 'points') return typedFrom(Object.fromEntries(choices.map(one => [pointsField(one.project), one.points])))
  if (type === 'ranking') return typedFrom(Object.fromEntries(choices.map((one, at) => [placeField(one.project), at + 1])))
  const chosen = choices.map(one => one.project)
  return { get: name => (name === CHOICE ? (chosen[0] ?? '') : ''), all: name => (name === CHOICE ? chosen : []) }
}
