/** How one attempt ended, as far as it decides what comes next. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string | undefined }
  /** No answer that could be used: no connection, no whole answer in time, no HTTP, or an address that is refused. */
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'unreachable' | 'unreadable' | 'addressRefused' }

export interface AttemptTimes {
  readonly now: Date
  readonly firstAttemptAt: Date
  /** Attempts so far, this one included. */
  readonly attempts: number
}

export type NextStep =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly at: Date }
  /** Waits for a person: DPI refuses it (`refused`), or it could not be delivered for a week (`tooLong`). */
  | { readonly state: 'stuck'; readonly why: 'refused' | 'tooLong' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Waits after the first, second, … attempt; after the last of them, once a day. */
export const LADDER: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY]
/** From the first attempt until a delivery is stuck. */
export const PATIENCE = 7 * DAY
/** A wait gets up to a tenth longer, so that deliveries that failed together do not all come back together. */
export const JITTER = 0.1
const LONGEST_RETRY_AFTER = DAY

/** Seconds or an HTTP date, as milliseconds from `now`; at least a second, at most a day; undefined where unreadable. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const wait = /^\d{1,10}$/.test(text) ? Number(text) * 1000 : httpDate(text) - now.getTime()
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 1000), LONGEST_RETRY_AFTER)
}

// Date.parse reads much that is no date of RFC 9110; the three forms allowed there all begin with a day's name.
const httpDate = (text: string): number => {
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return Number.NaN
  return Date.parse(/GMT$/i.test(text) ? text : `${text} GMT`)
}

/**
 * What follows from an attempt (interface.md, "The feedback envelope"): 2xx is sent; 410 and other 4xx are stuck, except 408
 * and 429, which come back (after `Retry-After` where it says so), as everything else does: by the ladder until a week after
 * the first attempt, with a last one when the week ends. `chance` is 0…1.
 */
export function nextStep(outcome: Outcome, times: AttemptTimes, chance: number): NextStep {
  const status = outcome.kind === 'answered' ? outcome.status : 0
  if (status >= 200 && status < 300) return { state: 'sent' }
  const comesBack = status === 408 || status === 429
  if (status >= 400 && status < 500 && !comesBack) return { state: 'stuck', why: 'refused' }
  const end = times.firstAttemptAt.getTime() + PATIENCE
  if (times.now.getTime() >= end) return { state: 'stuck', why: 'tooLong' }
  const asked = comesBack && outcome.kind === 'answered' ? retryAfterMs(outcome.retryAfter, times.now) : undefined
  const wait = asked ?? LADDER[Math.min(times.attempts, LADDER.length) - 1] ?? MINUTE
  const at = times.now.getTime() + Math.round(wait * (1 + JITTER * chance))
  return { state: 'waiting', at: new Date(Math.min(at, end)) }
}

/** An outcome as lists and logs show it: `204`, `timeout`. Nothing of what the other side wrote. */
export const outcomeLabel = (outcome: Outcome): string => (outcome.kind === 'answered' ? String(outcome.status) : outcome.reason)
