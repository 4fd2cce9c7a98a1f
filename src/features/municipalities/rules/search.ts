import type { UnitKind } from './unit.ts'

/** A name that a unit can be found by, folded without its kind of unit. */
export interface SearchName {
  readonly unitId: string
  readonly unitKind: UnitKind
  readonly name: string
  readonly folded: string
  readonly kind: 'current' | 'former' | 'variant'
  readonly language: 'ky' | 'ru' | 'en' | 'und'
  readonly validTo: string | null
  /** The unit stands no more. */
  readonly ended: boolean
}

/** One way the query may be meant: its folded words without a kind of unit, and the kinds it spoke of. */
export interface SearchReading {
  readonly name: string
  readonly kinds: readonly UnitKind[]
}

/** From the closest: the name itself, its beginning, the beginning of a word, a part, one letter wrong. */
const CLOSENESS = ['exact', 'prefix', 'wordPrefix', 'contains', 'typo'] as const
export type Closeness = (typeof CLOSENESS)[number]
export interface Match<Name extends SearchName = SearchName> {
  readonly name: Name
  readonly closeness: Closeness
}

// A resident looks for a municipality first; the levels above it follow.
const LEVEL: Readonly<Record<UnitKind, number>> = {
  city_republican: 0,
  city_oblast: 0,
  town: 0,
  aiyl_aimak: 0,
  raion: 1,
  oblast: 2,
  country: 3,
}
const STANDING: Readonly<Record<SearchName['kind'], number>> = { current: 0, variant: 1, former: 2 }
/** Below this, one wrong letter would match anything. */
const SHORTEST_FOR_TYPOS = 4

/**
 * The units whose names fit, best first, one match a unit. One wrong, missing, extra or swapped letter is forgiven where
 * nothing fits as it is written. Equal matches keep the order of `names`.
 */
export function matchNames<Name extends SearchName>(names: readonly Name[], readings: readonly SearchReading[]): Match<Name>[] {
  const asked = readings.filter(reading => reading.name !== '')
  const written = best(names, asked, closenessOf)
  if (written.length > 0) return written
  return best(names, asked, (name, query) => (query.length >= SHORTEST_FOR_TYPOS && typosIn(name, query) ? 'typo' : undefined))
}

function best<Name extends SearchName>(
  names: readonly Name[],
  readings: readonly SearchReading[],
  compare: (name: string, query: string) => Closeness | undefined,
): Match<Name>[] {
  const found = new Map<string, { match: Match<Name>; rank: number[] }>()
  for (const [order, reading] of readings.entries())
    for (const name of names) {
      const closeness = compare(name.folded, reading.name)
      if (!closeness) continue
      const rank = [
        CLOSENESS.indexOf(closeness),
        reading.kinds.length > 0 && !reading.kinds.includes(name.unitKind) ? 1 : 0,
        LEVEL[name.unitKind],
        name.ended ? 1 : 0,
        STANDING[name.kind],
        order,
      ]
      const before = found.get(name.unitId)
      if (!before || compareRanks(rank, before.rank) < 0) found.set(name.unitId, { match: { name, closeness }, rank })
    }
  return [...found.values()].sort((a, b) => compareRanks(a.rank, b.rank)).map(one => one.match)
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [n, value] of a.entries()) {
    const difference = value - (b[n] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

// People leave out dashes and spaces: "карабуура", "мырзааке".
const squeeze = (text: string): string => text.replaceAll(' ', '')

function closenessOf(name: string, query: string): Closeness | undefined {
  const [tight, asked] = [squeeze(name), squeeze(query)]
  if (tight === asked) return 'exact'
  if (tight.startsWith(asked)) return 'prefix'
  if (` ${name}`.includes(` ${query}`)) return 'wordPrefix'
  return asked.length > 1 && tight.includes(asked) ? 'contains' : undefined
}

const typosIn = (name: string, query: string): boolean =>
  [name, ...name.split(' ')].some(part => part.length >= SHORTEST_FOR_TYPOS && oneLetterApart(squeeze(part), squeeze(query)))

/** Whether one letter put in, left out, replaced, or swapped with its neighbour makes one text of the other. */
export function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  )
}
