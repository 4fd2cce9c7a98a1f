import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JITTER, LADDER, nextStep, type Outcome, PATIENCE, retryAfterMs } from '#features/delivery/rules/backoff.ts'
import { receiptText } from '#features/delivery/rules/receipt.ts'

const now = new Date('2026-03-02T08:00:00Z')
const answered = (status: number, retryAfter?: string): Outcome => ({ kind: 'answered', status, retryAfter })
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const first = (attempts: number, firstAttemptAt = now) => ({ now, firstAttemptAt, attempts })
const waitAfter = (outcome: Outcome, attempts: number, chance = 0) => {
  const step = nextStep(outcome, first(attempts), chance)
  return step.state === 'waiting' ? step.at.getTime() - now.getTime() : step.state
}

describe('what follows from an attempt', () => {
  it.each([200, 201, 202, 204, 299])('%i is sent', status =>
    expect(nextStep(answered(status), first(1), 0.5)).toEqual({ state: 'sent' }),
  )
  it.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 451, 499])('%i is stuck at once', status =>
    expect(nextStep(answered(status, '5'), first(1), 0.5)).toEqual({ state: 'stuck', why: 'refused' }),
  )
  it.each([100, 301, 302, 307, 308, 408, 429, 500, 501, 502, 503, 504, 599])('%i comes back after a minute', status =>
    expect(waitAfter(answered(status), 1)).toBe(MINUTE),
  )
  it.each(['timeout', 'unreachable', 'unreadable', 'addressRefused'] as const)('%s comes back after a minute', reason =>
    expect(waitAfter({ kind: 'failed', reason }, 1)).toBe(MINUTE),
  )
  it.each([
    [1, MINUTE],
    [2, 5 * MINUTE],
    [3, 30 * MINUTE],
    [4, 2 * HOUR],
    [5, 6 * HOUR],
    [6, 12 * HOUR],
    [7, 24 * HOUR],
    [8, 24 * HOUR],
    [11, 24 * HOUR],
  ])('attempt %i that failed is followed by a wait of %i ms, up to a tenth longer', (attempts, wait) => {
    expect(waitAfter(answered(500), attempts)).toBe(wait)
    expect(waitAfter(answered(500), attempts, 1)).toBe(wait + wait / 10)
  })
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 1_000],
    ['Mon, 02 Mar 2026 08:10:00 GMT', 600_000],
    ['Monday, 02-Mar-26 08:10:00 GMT', 600_000],
    ['Mon Mar  2 08:10:00 2026', 600_000],
    ['Mon, 02 Mar 2026 07:00:00 GMT', 1_000],
    ['99999999', 24 * HOUR],
    ['Wed, 02 Mar 2033 08:00:00 GMT', 24 * HOUR],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['', undefined],
    [undefined, undefined],
  ])('Retry-After %o means %o ms', (header, wait) => {
    expect(retryAfterMs(header, now)).toBe(wait)
    expect(waitAfter(answered(429, header), 3)).toBe(wait ?? 30 * MINUTE)
    expect(waitAfter(answered(408, header), 3)).toBe(wait ?? 30 * MINUTE)
    expect(waitAfter(answered(503, header), 3)).toBe(30 * MINUTE)
  })
  it('tries once more when the week ends, and is stuck after that', () => {
    const dayBefore = new Date(now.getTime() - PATIENCE + HOUR)
    expect(nextStep(answered(500), first(9, dayBefore), 1)).toEqual({ state: 'waiting', at: new Date(now.getTime() + HOUR) })
    const weekBefore = new Date(now.getTime() - PATIENCE)
    expect(nextStep(answered(500), first(10, weekBefore), 0)).toEqual({ state: 'stuck', why: 'tooLong' })
    expect(nextStep(answered(200), first(10, weekBefore), 0)).toEqual({ state: 'sent' })
  })
})

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant('answered' as const),
    status: fc.integer({ min: 100, max: 599 }),
    retryAfter: fc.option(
      fc.oneof(
        fc.string(),
        fc.nat().map(String),
        fc.date({ noInvalidDate: true }).map(at => at.toUTCString()),
      ),
      {
        nil: undefined,
      },
    ),
  }),
  fc.record({ kind: fc.constant('failed' as const), reason: fc.constantFrom('timeout' as const, 'unreachable' as const) }),
)

describe('properties of the ladder', () => {
  it('never comes back before it said, nor later than a week after the first attempt', () => {
    fc.assert(
      fc.property(
        outcome,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: PATIENCE * 2 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, attempts, age, chance) => {
          const firstAttemptAt = new Date(now.getTime() - age)
          const step = nextStep(one, { now, firstAttemptAt, attempts }, chance)
          if (step.state !== 'waiting') return
          expect(step.at.getTime()).toBeGreaterThan(now.getTime())
          expect(step.at.getTime()).toBeLessThanOrEqual(firstAttemptAt.getTime() + PATIENCE)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('whatever fails for a week ends stuck within it, after at least ten attempts, and never silently', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), chances => {
        let at = now
        for (let attempts = 1; ; attempts += 1) {
          const step = nextStep(answered(500), { now: at, firstAttemptAt: now, attempts }, chances[attempts % 20] ?? 0)
          if (step.state === 'waiting') {
            at = step.at
            continue
          }
          expect(step).toEqual({ state: 'stuck', why: 'tooLong' })
          expect(at.getTime()).toBe(now.getTime() + PATIENCE)
          expect(attempts).toBeGreaterThanOrEqual(10)
          expect(attempts).toBeLessThanOrEqual(14)
          return
        }
      }),
    )
    expect(JITTER).toBeLessThan(0.5)
    expect([...LADDER].sort((a, b) => a - b)).toEqual(LADDER)
  })
})

describe('a receipt', () => {
  it('keeps readable text, whatever bytes came', () => {
    expect(receiptText(Buffer.from('{"ok":true}\r\n\u0000\u001b[31m\u202Eкабыл алынды'))).toBe('{"ok":true}\n[31mкабыл алынды')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
        expect(receiptText(bytes)).not.toMatch(/[\p{Cc}\p{Cf}\uFFFD](?<![\n\t])/u)
      }),
    )
  })
})
