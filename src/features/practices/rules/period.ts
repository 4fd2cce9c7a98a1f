const FIRST_YEAR = 1991

/**
 * A month or year as people write it: `2024`, `03.2024`, `3/2024`, `2024-03`. The answer is `2024` or `2024-03`; undefined
 * where it is no month of the years since 1991.
 */
export function readPeriod(text: string): string | undefined {
  const written = text.trim()
  const [, year, month] = /^(\d{4})(?:[-./](\d{1,2}))?$/.exec(written) ?? []
  const [, monthFirst, yearLast] = /^(\d{1,2})[-./](\d{4})$/.exec(written) ?? []
  const [y, m] = [Number(year ?? yearLast), month ?? monthFirst]
  if (!(y >= FIRST_YEAR && y <= 2100)) return undefined
  if (m === undefined) return String(y)
  const number = Number(m)
  return number >= 1 && number <= 12 ? `${y}-${String(number).padStart(2, '0')}` : undefined
}

/** Whether one period surely ends before another begins: `2024` and `2024-03` do not part. */
export function isBefore(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) < other.slice(0, length)
}

/** As a form shows it again: `2024-03` → `03.2024`. */
export const writePeriod = (period: string): string => {
  const [year = '', month] = period.split('-')
  return month === undefined ? year : `${month}.${year}`
}
