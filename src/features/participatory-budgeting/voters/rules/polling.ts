import { err, ok, type Result } from '#platform/result.ts'
import type { Cycle } from '../../cycles/rules/cycle.ts'
import { phaseOf } from '../../cycles/rules/phases.ts'

/** From when paper ballots are handed out: voting by code and eID ends before the paper day. */
export function paperFrom(cycle: Pick<Cycle, 'phases' | 'rules'>): Date | undefined {
  const voting = phaseOf(cycle.phases, 'voting')
  const { code, eid } = cycle.rules.vote.channels
  return voting && (code || eid ? (voting.onlineEndsAt ?? voting.endsAt) : voting.startsAt)
}

/** Whether somebody may be given a paper ballot now, or, with `afterwards`, marks of the paper day may still be entered. */
export function paperOpen(
  cycle: Pick<Cycle, 'phases' | 'rules'>,
  now: Date,
  afterwards: boolean,
): Result<void, 'roll.paperOff' | 'roll.paperNotYet' | 'roll.paperOver'> {
  const [voting, from] = [phaseOf(cycle.phases, 'voting'), paperFrom(cycle)]
  if (!cycle.rules.vote.channels.paper || !voting || !from) return err('roll.paperOff')
  if (now < from) return err('roll.paperNotYet')
  const until = afterwards ? (phaseOf(cycle.phases, 'checking')?.endsAt ?? voting.endsAt) : voting.endsAt
  return now < until ? ok() : err('roll.paperOver')
}

/** Whether codes may be handed out and taken back now. */
export function codesOpen(cycle: Pick<Cycle, 'phases' | 'rules'>, now: Date): Result<void, 'code.off' | 'code.tooLate'> {
  const voting = phaseOf(cycle.phases, 'voting')
  if (!cycle.rules.vote.channels.code || !voting) return err('code.off')
  return now < (voting.onlineEndsAt ?? voting.endsAt) ? ok() : err('code.tooLate')
}

/** One line of marks entered afterwards: a number of the roll, and the serial of the code where one was handed out. */
export interface Mark {
  readonly line: number
  readonly number: string
  readonly serial?: string | undefined
}
export const MOST_MARKS = 500

/** Lines as they are typed from a list: a number, or a number and a serial; empty lines are skipped. */
export function marksOf(
  typed: string,
  kind: 'code' | 'paper',
  serialOf: (text: string) => string | undefined,
): Result<readonly Mark[], 'roll.marks' | 'roll.marksMany' | 'roll.mark.line' | 'roll.mark.twice'> {
  const lines = typed.split('\n').flatMap((text, at) => (text.trim() === '' ? [] : [{ line: at + 1, text: text.trim() }]))
  if (lines.length === 0) return err('roll.marks', { path: 'marks' })
  if (lines.length > MOST_MARKS) return err('roll.marksMany', { path: 'marks', values: { most: MOST_MARKS } })
  const marks: Mark[] = []
  const seen = new Set<string>()
  for (const { line, text } of lines) {
    const [number = '', rest = ''] = text.split(/[\s;,\t]+(.*)/s)
    const serial = serialOf(rest)
    if (kind === 'code' ? !serial : rest !== '') return err('roll.mark.line', { path: 'marks', values: { line } })
    if (seen.has(number)) return err('roll.mark.twice', { path: 'marks', values: { line, number } })
    seen.add(number)
    marks.push({ line, number, serial: kind === 'code' ? serial : undefined })
  }
  return ok(marks)
}
