/** One person of the local roll, as a row of its file says. */
export interface RollRow {
  /** Row of the file. */
  readonly row: number
  readonly number: string
  readonly name: string
  readonly birthYear?: number | undefined
  readonly sex?: 'female' | 'male' | undefined
  readonly village?: string | undefined
  readonly areaId: string
  /** Fourteen digits; only its keyed hash is kept. */
  readonly personalNumber?: string | undefined
}

const BANDS = [16, 25, 35, 45, 60] as const

/** The age band of who was born in a year, as it is shown in turnout: `16-24` … `60+`; undefined where it is not known. */
export function ageBandOf(birthYear: number | undefined, votingYear: number): string | undefined {
  if (birthYear === undefined) return undefined
  const age = votingYear - birthYear
  const at = BANDS.findLastIndex(from => age >= from)
  if (at < 0) return `0-${BANDS[0] - 1}`
  const next = BANDS[at + 1]
  return next === undefined ? `${BANDS[at]}+` : `${BANDS[at]}-${next - 1}`
}

/** What a row's person may be seen as at a polling point. */
export type PersonState = 'entitled' | 'handed' | 'voted'
export const shownState = (state: 'entitled' | 'handed' | 'started' | 'voted'): PersonState =>
  // That somebody opened a ballot is nobody's business.
  state === 'started' ? 'entitled' : state

/** A person as the polling point sees them. */
export interface Listed {
  readonly number: string
  readonly name: string
  readonly birthYear?: number | undefined
  readonly village?: string | undefined
  readonly areaId: string
  readonly state: PersonState
  readonly channel?: 'code' | 'eid' | 'paper' | undefined
}
