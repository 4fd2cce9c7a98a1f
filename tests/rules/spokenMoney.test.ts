import { describe, expect, it } from 'vitest'
import { parseSpokenMoney } from '#platform/money.ts'

describe('an amount as people type it', () => {
  it('takes thousands and millions in words of three languages', () => {
    for (const [typed, som] of [
      ['100 миң', 100_000],
      ['1,5 млн сом', 1_500_000],
      ['250 тыс.', 250_000],
      ['2 thousand som', 2_000],
      ['1 200 000', 1_200_000],
      ['0', 0],
      ['1,5 млрд', 1_500_000_000],
    ] as const)
      expect(parseSpokenMoney(typed), typed).toEqual({ ok: true, value: som * 100 })
  })
  it('refuses other words', () => {
    for (const typed of ['көп', '100 кой', 'миң', '5 м 3']) expect(parseSpokenMoney(typed).ok, typed).toBe(false)
  })
})
