import { type MoneyUnit, parseMoney, type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Cell } from '#platform/sheets/sheet.ts'

export type AmountCell =
  | { readonly kind: 'none' }
  /** `finer`: a number kept with more digits than a tyiyn has, taken to the nearest one. */
  | { readonly kind: 'amount'; readonly amount: Tyiyn; readonly printed: string; readonly finer: boolean }
  | { readonly kind: 'unreadable'; readonly code: AmountRefusal; readonly text: string }
export type AmountRefusal = 'row.amount' | 'row.amountTooPrecise' | 'row.amountTooLarge' | 'row.formula'

// A dash or a cross is how a table says "nothing here".
const NOTHING = /^[-–—−хxХX*.…]{1,3}$/u

/** Reads one amount cell; nothing is guessed, and only what a spreadsheet itself computed is taken to the nearest tyiyn. */
export function readAmount(cell: Cell | undefined, unit: MoneyUnit): AmountCell {
  if (!cell || NOTHING.test(cell.text)) return { kind: 'none' }
  const { text } = cell
  if (cell.isFormula) return { kind: 'unreadable', code: 'row.formula', text }
  const parsed = parseMoney(text.replace(/\s*сом\.?$/iu, ''), unit)
  if (parsed.ok) return { kind: 'amount', amount: parsed.value, printed: text, finer: false }
  const { code } = parsed.refusals[0]
  // Text that is too fine was typed so; a number that is too fine comes from a formula, and its sheet shows it rounded.
  if (code === 'money.tooPrecise' && cell.isNumber) {
    const amount = Math.round(Number(text) * (unit === 'som' ? 100 : 100_000))
    if (Number.isSafeInteger(amount)) return { kind: 'amount', amount: tyiyn(amount), printed: text, finer: true }
  }
  const refused = {
    'money.unreadable': 'row.amount',
    'money.tooPrecise': 'row.amountTooPrecise',
    'money.tooLarge': 'row.amountTooLarge',
  } as const
  return { kind: 'unreadable', code: refused[code], text }
}

/** Whether a text under the table was meant as an amount, and not as a name, a date or a signature. */
export const looksLikeAmount = (text: string): boolean => {
  if (/\d{4}\s*-?\s*(ж|г)|\d{1,2}\.\d{1,2}\.\d{4}/iu.test(text)) return false
  const digits = (text.match(/\d/g) ?? []).length
  const letters = (text.match(/\p{L}/gu) ?? []).length
  return digits > 0 && letters <= 2 && digits >= letters
}
