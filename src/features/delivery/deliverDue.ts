import { setTimeout as sleep } from 'node:timers/promises'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { countEvent } from '#platform/metrics.ts'
import type { App } from '#src/app.ts'
import { nextStep, outcomeLabel } from './rules/backoff.ts'
import { EXCHANGE_TIMEOUT_MS, openWebhook, type WebhookSender } from './sendWebhook.ts'
import { anyDue, type Claimed, claimDue, recordAttempt, releaseClaims } from './store/claims.ts'

/** How many envelopes, of different references, are on their way at once. */
const LANES = 8
const CLAIM_AT_ONCE = 16
/** Longer than a claimed batch can take; a server that was killed holds its deliveries no longer than this. */
const LEASE_MS = 30_000
/** How often a free lane looks for new work while others are still sending. */
const LOOK_MS = 250

export interface DeliveryCounts {
  sent: number
  /** Failed for now; comes back by itself. */
  again: number
  stuck: number
}

/**
 * Sends every delivery that is due, until none is, and answers how the attempts ended. Any number of servers may run it at
 * once. An attempt whose end could not be written down is made again with the same `webhook-id`. Stops taking new ones when
 * `signal` aborts. Without a webhook address there is nothing to do.
 */
export async function deliverDue(
  app: App,
  options: {
    readonly signal?: AbortSignal
    readonly lanes?: number
    readonly timeoutMs?: number
    readonly leaseMs?: number
  } = {},
): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { sent: 0, again: 0, stuck: 0 }
  const { webhook } = app.config.dpi
  if (!webhook || !(await anyDue(app.store.read, app.now()))) return counts
  const timeoutMs = options.timeoutMs ?? EXCHANGE_TIMEOUT_MS
  const sender = openWebhook(webhook, timeoutMs)
  const run = new Run(app, sender, counts, timeoutMs, options.leaseMs ?? LEASE_MS, options.signal)
  try {
    await Promise.all(Array.from({ length: options.lanes ?? LANES }, () => run.lane()))
  } finally {
    sender.close()
    await run.giveBack()
  }
  return counts
}

/** One run: lanes share what is claimed, so that a slow answer holds up nothing but its own lane. */
class Run {
  readonly #app: App
  readonly #sender: WebhookSender
  readonly #counts: DeliveryCounts
  readonly #timeoutMs: number
  readonly #leaseMs: number
  readonly #signal: AbortSignal | undefined
  readonly #holder: string
  #claimed: Claimed[] = []
  #claiming: Promise<void> | undefined
  #busy = 0
  /** Resolves when the next attempt has ended: what waited behind it may be due. */
  #ended = Promise.withResolvers<void>()

  constructor(app: App, sender: WebhookSender, counts: DeliveryCounts, timeoutMs: number, leaseMs: number, signal?: AbortSignal) {
    this.#app = app
    this.#sender = sender
    this.#counts = counts
    this.#timeoutMs = timeoutMs
    this.#leaseMs = leaseMs
    this.#signal = signal
    this.#holder = app.newId()
  }

  async lane(): Promise<void> {
    while (!this.#signal?.aborted) {
      const next = await this.#next()
      if (next) {
        this.#busy += 1
        try {
          await this.#attempt(next)
        } finally {
          this.#busy -= 1
          this.#ended.resolve()
          this.#ended = Promise.withResolvers()
        }
      } else if (this.#busy > 0) await Promise.race([this.#ended.promise, sleep(LOOK_MS, undefined, { ref: false })])
      else return
    }
  }

  async giveBack(): Promise<void> {
    const ids = this.#claimed.map(one => one.id)
    this.#claimed = []
    if (ids.length > 0) await this.#app.store.write(tx => releaseClaims(tx, this.#holder, ids))
  }

  async #next(): Promise<Claimed | undefined> {
    for (;;) {
      const one = this.#claimed.shift()
      // A lease that could end before the exchange does is left to run out: somebody claims the delivery anew.
      if (one?.leaseUntil && one.leaseUntil.getTime() - this.#timeoutMs <= this.#app.now().getTime()) continue
      if (one) return one
      this.#claiming ??= this.#claim().finally(() => {
        this.#claiming = undefined
      })
      await this.#claiming
      if (this.#claimed.length === 0) return undefined
    }
  }

  async #claim(): Promise<void> {
    const now = this.#app.now()
    if (!(await anyDue(this.#app.store.read, now))) return
    const until = new Date(now.getTime() + this.#leaseMs)
    const claim = { now, holder: this.#holder, until, limit: CLAIM_AT_ONCE }
    this.#claimed = (await this.#app.store.write(tx => claimDue(tx, claim))).sort((a, b) => a.seq - b.seq)
  }

  async #attempt(row: Claimed): Promise<void> {
    const app = this.#app
    const startedAt = app.now()
    const { outcome, receipt } = await this.#sender.send({ id: row.id, body: row.body, at: startedAt })
    const at = app.now()
    const firstAttemptAt = row.firstAttemptAt ?? startedAt
    const attempts = row.attempts + 1
    const chance = app.random(4).readUInt32BE() / 2 ** 32
    const step = nextStep(outcome, { now: at, firstAttemptAt, attempts }, chance)
    const label = outcomeLabel(outcome)
    const facts = { id: row.id, holder: this.#holder, at, firstAttemptAt, attempts, step, outcome: label, receipt }
    const recorded = await app.store.write(async tx => {
      const mine = await recordAttempt(tx, facts)
      if (mine && step.state === 'stuck')
        await recordAudit(tx, {
          at,
          actor: 'system',
          action: 'delivery.stuck',
          subject: { type: 'delivery', id: row.id },
          reason: step.why === 'refused' ? 'DPI refuses it' : 'not delivered for seven days',
          detail: { outcome: label, attempts },
        })
      return mine
    })
    if (!recorded) return
    const event = step.state === 'waiting' ? 'again' : step.state
    this.#counts[event] += 1
    countEvent(`delivery.${event}`)
    app.log[step.state === 'sent' ? 'debug' : 'warn'](
      { delivery: row.id, outcome: label, attempts, state: step.state },
      'delivery attempt',
    )
  }
}
