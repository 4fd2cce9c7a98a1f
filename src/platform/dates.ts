/** A calendar date, `YYYY-MM-DD`, without a zone. */
export type IsoDate = string & { readonly kind: 'date' }
/** Kyrgyzstan keeps UTC+6 all year; ICU knows the zone by this name. */
export const ZONE = 'Asia/Bishkek'
const OFFSET_MS = 6 * 3_600_000

/** The calendar date in Bishkek at an instant. */
export const dateInBishkek = (instant: Date): IsoDate =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10) as IsoDate

/** An instant as a clock in Bishkek shows it, with the offset: `2026-11-25T06:05:09+06:00`. */
export const instantInBishkek = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().replace(/\.\d+Z$/, '+06:00')

/** A real calendar date written `YYYY-MM-DD`, or undefined. */
export function isoDate(text: string): IsoDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const parsed = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text ? undefined : (text as IsoDate)
}

/** Midnight in Bishkek at the start of a calendar date. */
export const startOfDate = (date: IsoDate): Date => new Date(Date.parse(`${date}T00:00:00Z`) - OFFSET_MS)

/** A quarter of a year as `2026-Q3`. */
export type Quarter = string & { readonly kind: 'quarter' }
export const quarterOf = (instant: Date): Quarter => {
  const date = dateInBishkek(instant)
  return `${date.slice(0, 4)}-Q${Math.floor((Number(date.slice(5, 7)) - 1) / 3) + 1}` as Quarter
}
/** A quarter written `YYYY-Qn`, or undefined. */
export const quarter = (text: string): Quarter | undefined => (/^\d{4}-Q[1-4]$/.test(text) ? (text as Quarter) : undefined)
/** First instant of a quarter and first instant after it. */
export function quarterBounds(of: Quarter): { from: Date; until: Date } {
  const year = Number(of.slice(0, 4))
  const month = (Number(of.slice(6)) - 1) * 3
  const start = (y: number, m: number) => startOfDate(new Date(Date.UTC(y, m, 1)).toISOString().slice(0, 10) as IsoDate)
  return { from: start(year, month), until: start(year, month + 3) }
}
