import type { TreeOblast, UnitRef } from './unit.ts'

/** Municipalities at or under an oblast or a city of republican standing. */
export const countIn = (oblast: TreeOblast): number =>
  oblast.municipalities.length + oblast.raions.reduce((sum, raion) => sum + raion.municipalities.length, 0)

/** The units in the order of a reader's alphabet. */
export const inOrder = <Unit extends UnitRef>(
  units: readonly Unit[],
  lang: 'ky' | 'ru' | 'en',
  compare: (a: string, b: string) => number,
): Unit[] => units.toSorted((a, b) => compare(a.names[lang], b.names[lang]))
