/** A decimal as it was written, held as digits and how many of them stand after the point. */
export interface Decimal {
  readonly digits: bigint
  readonly places: number
}

const DECIMAL = /^([+-]?)(\d*)(?:[.,](\d*))?$/

/** A number with point or comma, exactly; undefined where it is none. Thousands are not set apart. */
export function decimal(text: string): Decimal | undefined {
  const parts = DECIMAL.exec(text.trim())
  if (!parts) return undefined
  const [, sign = '', whole = '', after = ''] = parts
  if (whole === '' && after === '') return undefined
  const kept = after.replace(/0+$/, '')
  return { digits: BigInt(`${sign === '-' ? '-' : ''}${whole}${kept}` || '0'), places: kept.length }
}

/** In whole units of 10^-places; `places` is at least the decimal's own. */
export const scaled = ({ digits, places }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - places)

/** The places that hold all of these exactly. */
export const placesOf = (all: readonly Decimal[]): number => all.reduce((most, one) => Math.max(most, one.places), 0)

/** Whole units of 10^-places as a decimal, without zeros at its end. */
export function decimalText(units: bigint, places: number): string {
  const negative = units < 0n
  const digits = String(negative ? -units : units).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const after = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${after ? `.${after}` : ''}`
}
