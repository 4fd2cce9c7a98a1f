import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTyiyn, parseMoney, somString, tyiyn } from '#platform/money.ts'

const read = (text: string, unit: 'som' | 'thousandSom' = 'som') => {
  const parsed = parseMoney(text, unit)
  return parsed.ok ? parsed.value : parsed.refusals[0].code
}
const NBSP = '\u00A0'

describe('an amount as printed', () => {
  it.each([
    ['74957,7', 'thousandSom', 7_495_770_000],
    [`1${NBSP}234${NBSP}567,89`, 'som', 123_456_789],
    ['1\u202F234', 'som', 123_400],
    ["1'234.50", 'som', 123_450],
    ['1.234.567', 'som', 123_456_700],
    ['1,234,567.89', 'som', 123_456_789],
    ['1.234.567,89', 'som', 123_456_789],
    ['(12,5)', 'thousandSom', -1_250_000],
    ['− 3', 'som', -300],
    ['0', 'thousandSom', 0],
    ['1,234', 'thousandSom', 123_400],
    ['0,00001', 'thousandSom', 1],
  ] as const)('%s in %s', (text, unit, amount) => expect(read(text, unit)).toBe(amount))

  it.each([
    '',
    'x',
    '12 43O',
    '12 43',
    '12,5,0',
    '1 23 456',
    '1.23.456',
    '1234 567',
    '1 234.567.890',
    '12 345, 6',
    '--5',
    '1e5',
    '٣',
    '=1+1',
  ])('"%s" is refused', text => expect(read(text)).toBe('money.unreadable'))

  it('is never rounded and never too large to be exact', () => {
    expect(read('1,234')).toBe('money.tooPrecise')
    expect(read('0,000001', 'thousandSom')).toBe('money.tooPrecise')
    expect(read('99999999999999999')).toBe('money.tooLarge')
  })

  it('comes back from every way of printing it', () => {
    const amounts = fc.integer({ min: -(10 ** 14), max: 10 ** 14 })
    fc.assert(
      fc.property(amounts, fc.constantFrom(' ', NBSP, '\u202F', "'", ''), fc.constantFrom(',', '.'), (amount, group, decimal) => {
        const plain = somString(tyiyn(amount))
        const [whole = '', fraction] = plain.replace('-', '').split('.')
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
        const printed = `${amount < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : decimal + fraction}`
        expect(read(printed)).toBe(amount)
        expect(read(plain)).toBe(amount)
      }),
    )
  })

  it('adds up exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), { maxLength: 200 }), amounts => {
        expect(BigInt(addTyiyn(amounts.map(tyiyn)))).toBe(amounts.reduce((sum, one) => sum + BigInt(one), 0n))
      }),
    )
  })
})
