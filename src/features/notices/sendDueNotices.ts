import { countEvent } from '#platform/metrics.ts'
import type { App } from '#src/app.ts'
import { composeNotice } from './composeNotice.ts'
import { type MailOutcome, mailOutcome, mailOutcomeLabel, nextMailStep } from './rules/mailRetry.ts'
import { isNoticeTemplate } from './rules/templates.ts'
import { anyNoticeDue, type ClaimedNotice, claimNotices, recordNotice, stillWaits } from './store/notices.ts'

const AT_ONCE = 4
/** Longer than a whole batch can take at the mail transport's own limits. */
const LEASE_MS = 120_000

export interface NoticeCounts {
  sent: number
  again: number
  failed: number
}

/**
 * Sends every mail that is due, until none is. Any number of servers may run it at once; a mail whose sending could not be
 * written down is sent again with the same Message-ID. Stops taking new ones when `signal` aborts.
 */
export async function sendDueNotices(app: App, signal?: AbortSignal): Promise<NoticeCounts> {
  const counts: NoticeCounts = { sent: 0, again: 0, failed: 0 }
  const holder = app.newId()
  while (!signal?.aborted && (await anyNoticeDue(app.store.read, app.now()))) {
    const now = app.now()
    const claim = { now, holder, until: new Date(now.getTime() + LEASE_MS), limit: AT_ONCE }
    const claimed = await app.store.write(tx => claimNotices(tx, claim))
    if (claimed.length === 0) break
    await Promise.all(claimed.map(row => attempt(app, holder, row, counts)))
  }
  return counts
}

async function attempt(app: App, holder: string, row: ClaimedNotice, counts: NoticeCounts): Promise<void> {
  // Taken back since it was claimed: not written to anybody.
  if (!(await stillWaits(app.store.read, row.id))) return
  const outcome = await send(app, row)
  const at = app.now()
  const attempts = row.attempts + 1
  const step = nextMailStep(outcome, { now: at, createdAt: row.createdAt, attempts }, app.random(4).readUInt32BE() / 2 ** 32)
  const label = mailOutcomeLabel(outcome)
  await app.store.write(tx => recordNotice(tx, { id: row.id, holder, at, attempts, step, outcome: label }))
  const event = step.state === 'waiting' ? 'again' : step.state
  counts[event] += 1
  countEvent(`notice.${event}`)
  const facts = { notice: row.id, template: row.template, outcome: label, attempts, state: step.state }
  app.log[step.state === 'sent' ? 'debug' : 'warn'](facts, 'mail attempt')
}

async function send(app: App, row: ClaimedNotice): Promise<MailOutcome> {
  try {
    if (!row.to || !isNoticeTemplate(row.template)) throw new Error('a waiting notice without address or template')
    const { subject, text } = composeNotice(row.template, row.language, row.values)
    const headers = { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(row.values.unsubscribe) }
    await app.mail.send({ id: row.id, to: row.to, subject, text, headers })
    return { kind: 'taken' }
  } catch (error) {
    const outcome = mailOutcome(error)
    // What no mail server said is a fault of ours and must be seen; what one said may hold the address.
    if (outcome.about === 'unknown') app.log.error({ err: error, notice: row.id }, 'a mail could not be made')
    return outcome
  }
}

/** RFC 8058: one press in the reader's mail program ends the mail. */
const unsubscribeHeaders = (url: string | number | undefined): Record<string, string> =>
  url ? { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}
