import type { BallotChoices } from '../../../ballots/rules/ballot.ts'
import type { PaperVerdict } from '../../rules/keying.ts'

/** One ballot as this device keeps it until the portal has it. */
export interface Waiting {
  readonly entryKey: string
  readonly number: number
  readonly verdict: PaperVerdict
  readonly choices: BallotChoices
  /** Who keyed it: only they send it. */
  readonly account: string
  readonly replace?: boolean | undefined
  /** Why the portal did not take it, in words; it may be corrected where the same person keyed that number before. */
  readonly refused?: { readonly code: string; readonly message: string } | undefined
}

/** What the portal answered to one keying. */
export interface Answered {
  readonly entryKey: string
  readonly number: number
  readonly state: 'kept' | 'again' | 'refused'
  readonly code?: string
  readonly message?: string
  readonly spoiled?: string
}

export interface Kept {
  readonly waiting: readonly Waiting[]
  /** Numbers that are with the portal, as far as this device sent them. */
  readonly sent: readonly { readonly account: string; readonly number: number; readonly spoiled?: string | undefined }[]
}
const NOTHING: Kept = { waiting: [], sent: [] }

/** What lies on this device for one polling point. */
export function readKept(key: string): Kept {
  try {
    return { ...NOTHING, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>) }
  } catch {
    return NOTHING
  }
}

/** Changes it in one go, from what lies there now: a second tab may have sent meanwhile. False where nothing can be kept. */
export function changeKept(key: string, change: (kept: Kept) => Kept): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(change(readKept(key))))
    return true
  } catch {
    return false
  }
}

/** What remains on the device once the portal has answered: what was refused stays, with the reason. */
export function afterAnswers(kept: Kept, answers: readonly Answered[]): Kept {
  const byKey = new Map(answers.map(one => [one.entryKey, one]))
  const taken = kept.waiting.filter(one => ['kept', 'again'].includes(byKey.get(one.entryKey)?.state ?? ''))
  return {
    waiting: kept.waiting
      .filter(one => !taken.includes(one))
      .map(one => {
        const answer = byKey.get(one.entryKey)
        return answer ? { ...one, refused: { code: answer.code ?? '', message: answer.message ?? '' } } : one
      }),
    sent: [
      ...kept.sent,
      ...taken.map(one => ({ account: one.account, number: one.number, spoiled: byKey.get(one.entryKey)?.spoiled })),
    ],
  }
}

/** The first number from `after` on that this person has not keyed, here or with the portal. */
export function nextHere(kept: Kept, page: { account: string; done: readonly number[]; last: number }, after: number): number {
  const mine = (one: { account: string }) => one.account === page.account
  const done = new Set([...page.done, ...[...kept.waiting, ...kept.sent].filter(mine).map(one => one.number)])
  for (let number = after + 1; number <= page.last; number += 1) if (!done.has(number)) return number
  for (let number = 1; number <= page.last; number += 1) if (!done.has(number)) return number
  return page.last
}
