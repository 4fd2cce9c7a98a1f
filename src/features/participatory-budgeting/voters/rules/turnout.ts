import type { VotingChannel } from './batch.ts'

/** How many voted of one kind of people. */
export interface Cell {
  readonly name: string
  readonly voted: number
  readonly entitled?: number | undefined
}
/** Cells that are shown; small ones are together in `merged`. */
export interface Shown {
  readonly cells: readonly Cell[]
  readonly merged?:
    { readonly names: readonly string[]; readonly voted: number; readonly entitled?: number | undefined } | undefined
}

export interface Turnout {
  /** The day at whose beginning it was counted; undefined once voting is over, when it is final. */
  readonly day?: string | undefined
  readonly voted: number
  /** Codes and eIDs that were used to open a ballot which was not cast. */
  readonly unfinished: number
  /** Entitled by the local roll; 0 where there is none. */
  readonly onRoll: number
  readonly byChannel: Shown
  /** Names are the ids of areas. */
  readonly byArea: Shown
  /** `female`, `male` and `unknown`. */
  readonly bySex: Shown
  /** Age bands as `16-24`, `60+`, and `unknown`. */
  readonly byAge: Shown
}

/** One kind of voter as the roll counts them. */
export interface RollCount {
  readonly areaId: string
  readonly channel?: VotingChannel | undefined
  readonly sex?: string | undefined
  readonly ageBand?: string | undefined
  readonly onRoll: number
  readonly voted: number
  readonly unfinished: number
}

/** Ballots of an area that were taken out of urns. */
export interface Urn {
  readonly areaId: string
  readonly voted: number
}

/**
 * The roll's counts with who voted on paper and was not marked on it: where there is no local roll that is everybody, and a mark
 * can be forgotten. Of them neither sex nor age is known. A mark without a ballot stays: somebody came and was handed one.
 */
export function withUrns(counts: readonly RollCount[], urns: readonly Urn[]): RollCount[] {
  const marked = (areaId: string) => counts.filter(one => one.channel === 'paper' && one.areaId === areaId)
  const unmarked = urns.map(({ areaId, voted }) => ({ areaId, voted: voted - sum(marked(areaId), one => one.voted) }))
  return [
    ...counts,
    ...unmarked.filter(one => one.voted > 0).map(one => ({ ...one, channel: 'paper' as const, onRoll: 0, unfinished: 0 })),
  ]
}

/**
 * Cells with fewer voters than `least` are put together; where that leaves one that could be had by subtracting, or still too
 * few, the next smallest joins them. Cells in which nobody is are left out.
 */
export function mergeSmall(cells: readonly Cell[], least: number): Shown {
  const there = cells.filter(one => one.voted > 0 || (one.entitled ?? 0) > 0)
  const small = there.filter(one => one.voted < least)
  if (small.length === 0 || there.length === 1) return { cells: there }
  const rest = there.filter(one => one.voted >= least).sort((a, b) => a.voted - b.voted)
  const merged = [...small]
  while (rest.length > 0 && (merged.length < 2 || sum(merged, one => one.voted) < least)) merged.push(rest.shift() as Cell)
  const kept = there.filter(one => !merged.includes(one))
  const entitled = merged.some(one => one.entitled !== undefined) ? sum(merged, one => one.entitled ?? 0) : undefined
  return { cells: kept, merged: { names: merged.map(one => one.name), voted: sum(merged, one => one.voted), entitled } }
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)

/** Turnout from the counts of the roll, with small cells together. */
export function turnoutOf(
  counts: readonly RollCount[],
  least: { readonly leastCell: number; readonly leastBallots: number },
  day?: string,
): Turnout {
  const by = (nameOf: (one: RollCount) => string, smallest: number, withRoll: boolean): Shown => {
    const cells = new Map<string, { voted: number; entitled: number }>()
    for (const one of counts) {
      const cell = cells.get(nameOf(one)) ?? { voted: 0, entitled: 0 }
      cells.set(nameOf(one), { voted: cell.voted + one.voted, entitled: cell.entitled + one.onRoll })
    }
    const shown = [...cells].map(([name, cell]) => ({ name, voted: cell.voted, entitled: withRoll ? cell.entitled : undefined }))
    return mergeSmall(
      shown.sort((a, b) => (a.name < b.name ? -1 : 1)),
      smallest,
    )
  }
  const onRoll = sum(counts, one => one.onRoll)
  const voters = counts.filter(one => one.channel !== undefined)
  return {
    day,
    voted: sum(counts, one => one.voted),
    unfinished: sum(counts, one => one.unfinished),
    onRoll,
    byChannel: mergeSmall(
      (['code', 'eid', 'paper'] as const).map(name => ({
        name,
        voted: sum(
          voters.filter(one => one.channel === name),
          one => one.voted,
        ),
      })),
      least.leastCell,
    ),
    byArea: by(one => one.areaId, least.leastBallots, onRoll > 0),
    bySex: by(one => one.sex ?? 'unknown', least.leastCell, onRoll > 0),
    byAge: by(one => one.ageBand ?? 'unknown', least.leastCell, onRoll > 0),
  }
}
