import { expect, it } from 'vitest'
import { formatMoney, formatMoneyShort, formatNumber, formatPercent, formatShare, formatSom } from '#platform/i18n/format.ts'
import { tyiyn } from '#platform/money.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const ru = (som: number) => plain(formatMoney('ru', tyiyn(som * 100)))

it('counts som in Russian as people do', () => {
  expect([1, 2, 5, 11, 21, 3403, 5000, 1.5, -3].map(ru)).toEqual([
    '1 сом', '2 сома', '5 сомов', '11 сомов', '21 сом', '3 403 сома', '5 000 сомов', '1,50 сома', '\u22123 сома',
  ]) // prettier-ignore
  expect(plain(formatMoneyShort('ru', tyiyn(340_300)))).toBe('3 403 сома')
  expect(plain(formatMoneyShort('ru', tyiyn(7_490_000_000)))).toBe('74,9 млн сомов')
  expect(plain(formatMoney('ky', tyiyn(340_300)))).toBe('3 403 сом')
  expect(plain(formatMoney('en', tyiyn(340_300)))).toBe('3,403 som')
})

it('writes what is below zero with a minus, not with a hyphen that a line may break after', () => {
  for (const lang of ['ky', 'ru', 'en'] as const)
    for (const text of [
      formatMoneyShort(lang, tyiyn(-400_000_000)),
      formatMoneyShort(lang, tyiyn(-100)),
      formatSom(lang, tyiyn(-1)),
      formatNumber(lang, -1.5, 1),
      formatPercent(lang, -0.09),
    ])
      expect(text).toMatch(/^\u2212\d/)
})

it('says of a small share that it is small, and of none that it is none', () => {
  const shares = [0, 0.0001, 0.0049, 0.005, 0.33, 1]
  expect(shares.map(share => plain(formatShare('ru', share)))).toEqual([
    '0 %', 'менее 1 %', 'менее 1 %', '1 %', '33 %', '100 %',
  ]) // prettier-ignore
  expect(shares.map(share => plain(formatShare('ky', share)))[1]).toBe('1%дан аз')
  expect(shares.map(share => plain(formatShare('en', share)))[1]).toBe('under 1%')
})
