/** How the next mail server answered: it took the mail, or what it said about it as far as it matters. */
export type MailOutcome =
  | { readonly kind: 'taken' }
  /** `status` is the server's three digits where it gave any; `enhanced` its RFC 3463 code; `about` what it was said to. */
  | {
      readonly kind: 'refused'
      readonly status?: number | undefined
      readonly enhanced?: string | undefined
      readonly about: 'recipient' | 'other' | 'unknown'
    }

export type MailStep =
  { readonly state: 'sent' } | { readonly state: 'waiting'; readonly at: Date } | { readonly state: 'failed' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR]
/** From queueing until a mail is given up and its address erased. */
export const MAIL_PATIENCE = 7 * 24 * HOUR

/**
 * What follows from an attempt. Only a mailbox that does not exist is final at once (RFC 5321: 550, 551, 553 to the
 * recipient). Everything else may be about us and be mended, policy refusals (5.7.x) too: it comes back until a week is over.
 */
export function nextMailStep(
  outcome: MailOutcome,
  times: { readonly now: Date; readonly createdAt: Date; readonly attempts: number },
  chance: number,
): MailStep {
  if (outcome.kind === 'taken') return { state: 'sent' }
  const { status = 0, enhanced = '', about } = outcome
  if (about === 'recipient' && [550, 551, 553].includes(status) && !enhanced.startsWith('5.7.')) return { state: 'failed' }
  const end = times.createdAt.getTime() + MAIL_PATIENCE
  if (times.now.getTime() >= end) return { state: 'failed' }
  const wait = WAITS[Math.min(times.attempts, WAITS.length) - 1] ?? MINUTE
  return { state: 'waiting', at: new Date(Math.min(times.now.getTime() + Math.round(wait * (1 + chance / 10)), end)) }
}

/** Reads what a mail library throws; anything else counts as a fault on the way. */
export function mailOutcome(error: unknown): Extract<MailOutcome, { kind: 'refused' }> {
  const { responseCode, response, code } = (error ?? {}) as { responseCode?: unknown; response?: unknown; code?: unknown }
  return {
    kind: 'refused',
    status: typeof responseCode === 'number' ? responseCode : undefined,
    enhanced: typeof response === 'string' ? /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] : undefined,
    about: code === 'EENVELOPE' ? 'recipient' : typeof code === 'string' ? 'other' : 'unknown',
  }
}

/** An outcome for lists and logs: `550 5.1.1`, `unreachable`; never an address or the server's words. */
export const mailOutcomeLabel = (outcome: MailOutcome): string =>
  outcome.kind === 'taken'
    ? 'taken'
    : [outcome.status, outcome.enhanced].filter(Boolean).join(' ') || (outcome.about === 'unknown' ? 'fault' : 'unreachable')
