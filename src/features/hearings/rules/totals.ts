import { dateInBishkek, quarterOf } from '#platform/dates.ts'
import type { AttendanceSum } from './attendance.ts'
import type { HearingKind } from './hearing.ts'

/** One hearing that was held, as the picture of the country counts it. */
export interface HeldHearing {
  readonly municipalityId: string
  readonly kind: HearingKind
  readonly startsAt: Date
  readonly attendance: AttendanceSum
  readonly proposals: number
  readonly taken: number
}

/** DPI's own indicators of a set of hearings. */
export interface HearingTotals extends AttendanceSum {
  readonly hearings: number
  readonly municipalities: number
  readonly proposals: number
  readonly taken: number
}

export function totalHearings(held: readonly HeldHearing[]): HearingTotals {
  const sum = (of: (one: HeldHearing) => number) => held.reduce((all, one) => all + of(one), 0)
  return {
    hearings: held.length,
    municipalities: new Set(held.map(one => one.municipalityId)).size,
    people: sum(one => one.attendance.people),
    women: sum(one => one.attendance.women),
    men: sum(one => one.attendance.men),
    counted: sum(one => one.attendance.counted),
    proposals: sum(one => one.proposals),
    taken: sum(one => one.taken),
  }
}

/** How rows of the picture are made. */
export const TOTALS_BY = ['oblast', 'quarter', 'year', 'kind'] as const
export type TotalsBy = (typeof TOTALS_BY)[number]

/** The key of a hearing's row; `oblastOf` knows the oblast of each municipality. */
export function rowKey(held: HeldHearing, by: TotalsBy, oblastOf: ReadonlyMap<string, string>): string {
  switch (by) {
    case 'oblast':
      return oblastOf.get(held.municipalityId) ?? ''
    case 'quarter':
      return quarterOf(held.startsAt)
    case 'year':
      return dateInBishkek(held.startsAt).slice(0, 4)
    case 'kind':
      return held.kind
  }
}

/** Totals of each row, in the order of their keys. */
export function totalsBy(
  held: readonly HeldHearing[],
  by: TotalsBy,
  oblastOf: ReadonlyMap<string, string>,
): { readonly key: string; readonly totals: HearingTotals }[] {
  const groups = Map.groupBy(held, one => rowKey(one, by, oblastOf))
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, some]) => ({ key, totals: totalHearings(some) }))
}
