import type { UnitRef } from '#features/municipalities/rules/unit.ts'
import type { IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'

export type AdoptionState = 'wanted' | 'adopted'
export const MOST_NOTE = 500

/** A municipality that wants to do what a practice tells of, or does it. */
export interface Adoption {
  readonly municipality: UnitRef
  readonly state: AdoptionState
  readonly note?: string | undefined
  /** When it was first said. */
  readonly since: Date
  readonly adoptedOn?: string | undefined
  readonly isDemo: boolean
}
export interface AdoptionCount {
  readonly adopted: number
  readonly wanted: number
}

/** Whether a municipality may say that it wants or adopted a practice: a public one, of another, and on no day to come. */
export function mayAdopt(
  practice: { readonly isPublic: boolean; readonly municipalityId: string | null },
  by: { readonly municipalityId: string; readonly state: AdoptionState; readonly adoptedOn?: IsoDate | undefined },
  before: AdoptionState | undefined,
  today: IsoDate,
): Result<void, 'practice.unknown' | 'adoption.own' | 'adoption.already' | 'adoption.future' | 'adoption.date'> {
  if (!practice.isPublic) return err('practice.unknown')
  if (practice.municipalityId === by.municipalityId) return err('adoption.own')
  if (by.state === 'wanted' && before === 'adopted') return err('adoption.already')
  if (by.state === 'adopted' && by.adoptedOn === undefined) return err('adoption.date', { path: 'adoptedOn' })
  if (by.adoptedOn !== undefined && by.adoptedOn > today) return err('adoption.future', { path: 'adoptedOn' })
  return ok()
}
