import { err, ok, type Result } from './result.ts'

/** Whole tyiyn, 1/100 som. Safe to 90 trillion som. */
export type Tyiyn = number & { readonly unit: 'tyiyn' }

export const tyiyn = (amount: number): Tyiyn => {
  if (!Number.isSafeInteger(amount)) throw new Error(`not a whole number of tyiyn: ${amount}`)
  return amount as Tyiyn
}

export const addTyiyn = (amounts: readonly Tyiyn[]): Tyiyn => tyiyn(amounts.reduce<number>((sum, amount) => sum + amount, 0))

/** What one unit of a printed amount is worth: budgets are printed in som or in thousand som. */
export type MoneyUnit = 'som' | 'thousandSom'
const TYIYN_PER: Record<MoneyUnit, bigint> = { som: 100n, thousandSom: 100_000n }

export type MoneyRefusal = 'money.unreadable' | 'money.tooPrecise' | 'money.tooLarge'

/**
 * Reads an amount as offices print it: groups of three by spaces (also U+00A0, U+202F), apostrophes, or dots and commas
 * where a second separator settles the meaning; decimal comma or point; a minus sign or accountant's brackets.
 * A lone comma or point is always a decimal separator: `1,234` is one and a bit, as Kyrgyz and Russian texts mean it.
 * Groups of another size (`12 43`, `12,5,0`) are refused, since nobody can say which digit is missing; so are amounts finer
 * than a tyiyn, which are never rounded.
 */
export function parseMoney(printed: string, unit: MoneyUnit): Result<Tyiyn, MoneyRefusal> {
  let text = printed
    .trim()
    .replace(/[\u00A0\u202F\u2009\t]/g, ' ')
    .replace(/’/g, "'")
  const bracketed = /^\(\s*(.*?)\s*\)$/.exec(text)
  if (bracketed) text = `-${bracketed[1]}`
  text = text.replace(/^[−–—-]\s*/, '-')
  const decimal = decimalSeparator(text)
  const cut = decimal === undefined ? -1 : text.lastIndexOf(decimal)
  const groups = cut < 0 ? text : text.slice(0, cut)
  if (!/^-?(\d+|\d{1,3}([ '.,])\d{3}(?:\2\d{3})*)$/.test(groups)) return err('money.unreadable')
  text = groups.replace(/[ '.,]/g, '') + (cut < 0 ? '' : text.slice(cut))
  const match = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(text)
  if (!match) return err('money.unreadable')
  const [, sign, whole = '', fraction = ''] = match
  const scale = TYIYN_PER[unit]
  const numerator = BigInt(whole + fraction) * scale
  const denominator = 10n ** BigInt(fraction.length)
  if (numerator % denominator !== 0n) return err('money.tooPrecise')
  const amount = (numerator / denominator) * (sign ? -1n : 1n)
  if (amount > BigInt(Number.MAX_SAFE_INTEGER) || amount < -BigInt(Number.MAX_SAFE_INTEGER)) return err('money.tooLarge')
  return ok(Number(amount) as Tyiyn)
}

/** Words for thousands, millions and milliards, as people type them after a number in Kyrgyz, Russian and English. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(миң|мин|тыс|тысяч\p{L}*|thousand|k)\.?$/u, 1_000],
  [/^(млн|миллион\p{L}*|million|mln|m)\.?$/u, 1_000_000],
  [/^(млрд|миллиард\p{L}*|billion|bln|bn)\.?$/u, 1_000_000_000],
]

/** Reads an amount in som with the words people add: `100 миң`, `1,5 млн сом`. Refuses what `parseMoney` refuses, and other words. */
export function parseSpokenMoney(typed: string): Result<Tyiyn, MoneyRefusal> {
  const plain = typed
    .trim()
    .toLowerCase()
    .replace(/\s*(сом\p{L}*|som|kgs)\.?$/u, '')
  const [, number = plain, word] = /^(.*?\d)\s*(\p{L}+\.?)$/u.exec(plain) ?? []
  const read = parseMoney(number, 'som')
  if (!read.ok || word === undefined) return read
  const scale = SCALES.find(([words]) => words.test(word))?.[1]
  if (scale === undefined) return err('money.unreadable')
  const amount = read.value * scale
  return Number.isSafeInteger(amount) ? ok(tyiyn(amount)) : err('money.tooLarge')
}

/** The sign before the decimals: the last of two kinds, or a lone one; several of one kind part groups. */
function decimalSeparator(text: string): '.' | ',' | undefined {
  const [points, commas] = [text.split('.').length - 1, text.split(',').length - 1]
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  if (points === 1) return '.'
  return commas === 1 ? ',' : undefined
}

/** Decimal string in som, as the API and exports write it: 7495770000 → "74957700", 150 → "1.5". */
export function somString(amount: Tyiyn): string {
  const digits = Math.abs(amount).toString().padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}${fraction ? `.${fraction}` : ''}`
}
