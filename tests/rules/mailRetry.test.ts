import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainAddress } from '#features/notices/rules/address.ts'
import { MAIL_PATIENCE, mailOutcome, mailOutcomeLabel, nextMailStep } from '#features/notices/rules/mailRetry.ts'

const now = new Date('2026-03-02T08:00:00Z')
const MINUTE = 60_000
const refusal = (responseCode: number, response: string, code = 'EENVELOPE') => mailOutcome({ responseCode, response, code })
const stepAfter = (outcome: ReturnType<typeof mailOutcome>, attempts = 1, age = 0) =>
  nextMailStep(outcome, { now, createdAt: new Date(now.getTime() - age), attempts }, 0)

describe('what follows from an attempt to send a mail', () => {
  it.each([
    [550, '550 5.1.1 No such user'],
    [551, '551 User not local'],
    [553, '553-5.1.3 Bad address'],
  ])('%i to the recipient is final: %s', (status, text) => expect(stepAfter(refusal(status, text))).toEqual({ state: 'failed' }))

  it.each([
    [refusal(550, '550 5.7.1 Relaying denied'), '550 5.7.1'],
    [refusal(450, '450 4.2.1 Mailbox busy'), '450 4.2.1'],
    [refusal(552, '552 5.2.2 Mailbox full'), '552 5.2.2'],
    [refusal(550, '550 5.1.1 No such sender', 'EMESSAGE'), '550 5.1.1'],
    [refusal(535, '535 5.7.8 Bad password', 'EAUTH'), '535 5.7.8'],
    [mailOutcome({ code: 'ESOCKET' }), 'unreachable'],
    [mailOutcome(new Error('no template')), 'fault'],
    [mailOutcome(undefined), 'fault'],
  ])('%o comes back, and is listed as %s', (outcome, label) => {
    expect(stepAfter(outcome)).toEqual({ state: 'waiting', at: new Date(now.getTime() + MINUTE) })
    expect(stepAfter(outcome, 3)).toEqual({ state: 'waiting', at: new Date(now.getTime() + 15 * MINUTE) })
    expect(stepAfter(outcome, 30)).toEqual({ state: 'waiting', at: new Date(now.getTime() + 12 * 60 * MINUTE) })
    expect(stepAfter(outcome, 30, MAIL_PATIENCE - MINUTE)).toEqual({ state: 'waiting', at: new Date(now.getTime() + MINUTE) })
    expect(stepAfter(outcome, 30, MAIL_PATIENCE)).toEqual({ state: 'failed' })
    expect(mailOutcomeLabel(outcome)).toBe(label)
  })

  it('never keeps an address longer than a week, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 2 * MAIL_PATIENCE }),
        (status, attempts, age) => {
          const step = stepAfter(refusal(status, `${status} no`), attempts, age)
          if (step.state === 'waiting') expect(step.at.getTime()).toBeLessThanOrEqual(now.getTime() - age + MAIL_PATIENCE)
        },
      ),
    )
  })
})

describe('one plain address', () => {
  it('is what forms accept, and holds no way into a header', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(',', ';', '\n', '\r', '<', '>', ' ', '"', '\u0000', '@'),
        (text, evil) => {
          expect(isPlainAddress(`a${evil}${text}@b.kg`)).toBe(false)
        },
      ),
    )
    expect(['a@b.kg', "o'neil+ashar@sub.example.kg", 'айгүл@мисал.kg'].every(isPlainAddress)).toBe(true)
  })
})
