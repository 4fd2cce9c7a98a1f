/** An exact fraction in lowest terms; the denominator is positive. Nothing here rounds. */
export interface Exact {
  readonly n: bigint
  readonly d: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** n / d; throws where d is 0. */
export function exact(n: bigint, d = 1n): Exact {
  if (d === 0n) throw new Error('a fraction over nothing')
  if (d === 1n) return { n, d }
  const common = gcd(n, d)
  const sign = d < 0n ? -1n : 1n
  return { n: (sign * n) / common, d: (sign * d) / common }
}

export const ZERO: Exact = { n: 0n, d: 1n }
export const plus = (a: Exact, b: Exact): Exact => (a.d === b.d ? exact(a.n + b.n, a.d) : exact(a.n * b.d + b.n * a.d, a.d * b.d))
export const minus = (a: Exact, b: Exact): Exact => plus(a, { n: -b.n, d: b.d })
export const times = (a: Exact, b: bigint): Exact => exact(a.n * b, a.d)
export const over = (a: Exact, b: bigint): Exact => exact(a.n, a.d * b)

/** Negative, zero or positive, as a is less than, equal to or more than b. */
export function compare(a: Exact, b: Exact): number {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The whole number at or below. */
export function floorOf({ n, d }: Exact): bigint {
  const whole = n / d
  return n < 0n && whole * d !== n ? whole - 1n : whole
}
export const ceilOf = ({ n, d }: Exact): bigint => -floorOf({ n: -n, d })

/** `p/q`, or `p` where it is whole. */
export const fractionText = ({ n, d }: Exact): string => (d === 1n ? String(n) : `${n}/${d}`)
