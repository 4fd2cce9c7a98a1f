import { err, ok, type Result } from '#platform/result.ts'

/** How many came from one village; women and men where they were counted. */
export interface Attendance {
  readonly village: string
  readonly women: number | undefined
  readonly men: number | undefined
  readonly total: number
}

export interface AttendanceSum {
  readonly people: number
  /** Of those counted by sex. */
  readonly women: number
  readonly men: number
  /** How many of the people were counted by sex: what the share of women rests on. */
  readonly counted: number
}

/** People of all villages together. */
export const sumAttendance = (rows: readonly Attendance[]): AttendanceSum =>
  rows.reduce(
    (sum, row) => ({
      people: sum.people + row.total,
      women: sum.women + (row.women ?? 0),
      men: sum.men + (row.men ?? 0),
      counted: sum.counted + (row.women ?? 0) + (row.men ?? 0),
    }),
    { people: 0, women: 0, men: 0, counted: 0 },
  )

/** Share of women among those counted by sex, 0…1; undefined where nobody was. */
export const shareOfWomen = ({ women, counted }: Pick<AttendanceSum, 'women' | 'counted'>): number | undefined =>
  counted > 0 ? women / counted : undefined

export interface CountedRow {
  readonly village: string
  readonly women?: number | undefined
  readonly men?: number | undefined
  readonly total?: number | undefined
}

/**
 * Counts as they are kept: a total that was not written is the sum of women and men; rows without any count are left out.
 * Refuses a total smaller than its parts, a village named twice and a sheet that counts nobody.
 */
export function attendanceOf(
  rows: readonly CountedRow[],
): Result<Attendance[], 'attendance.totalTooSmall' | 'attendance.villageTwice' | 'attendance.nobody'> {
  const kept: Attendance[] = []
  for (const [at, row] of rows.entries()) {
    const { village, women, men } = row
    if (women === undefined && men === undefined && row.total === undefined) continue
    const parts = (women ?? 0) + (men ?? 0)
    const total = row.total ?? parts
    if (total < parts) return err('attendance.totalTooSmall', { path: `rows.${at}.total`, values: { village, parts } })
    if (kept.some(one => one.village === village))
      return err('attendance.villageTwice', { path: `rows.${at}.village`, values: { village } })
    // Where only one of the two was counted beside a total, the other is what is left.
    const rest = (counted: number | undefined) => (counted === undefined || row.total === undefined ? undefined : total - counted)
    kept.push({ village, women: women ?? rest(men), men: men ?? rest(women), total })
  }
  if (kept.length === 0) return err('attendance.nobody', { path: 'rows' })
  return ok(kept)
}
