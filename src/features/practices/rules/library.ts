import type { CostBand, SizeBand } from './bands.ts'
import type { Topic } from './topics.ts'

/** What the library is asked for; `oblast`, `of` (whose it is) and `adoptedBy` are address parts or ids of units. */
export interface LibraryFilters {
  readonly topic?: Topic | undefined
  readonly cost?: CostBand | undefined
  readonly size?: SizeBand | undefined
  readonly oblast?: string | undefined
  readonly of?: string | undefined
  readonly adoptedBy?: string | undefined
  readonly after?: Cursor | undefined
}

/** A place in the library: the newest come first. */
export interface Cursor {
  readonly at: Date
  readonly id: string
}
export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime()}.${id}`
/** The cursor of an address, or undefined where it is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  const [, ms, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? []
  return ms === undefined || id === undefined ? undefined : { at: new Date(Number(ms)), id }
}
