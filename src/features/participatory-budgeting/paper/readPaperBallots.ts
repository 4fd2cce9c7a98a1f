import type { App } from '#src/app.ts'
import type { BallotChoices } from '../ballots/rules/ballot.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import { rulesFor } from './officeStation.ts'
import { isSettled, type Progress, progressOf, standings } from './rules/keying.ts'
import type { Figures, Station } from './rules/station.ts'
import { selectEntries } from './store/entries.ts'
import { selectStations } from './store/stations.ts'

/** Paper ballots that count: settled, valid or blank (without choices). Sorted by content: no order of an urn is left. */
export async function readPaperBallots(
  app: App,
  cycleId: string,
): Promise<{ readonly areaId: string; readonly choices: BallotChoices }[]> {
  const found = await gathered(app, cycleId)
  const ballots = found.flatMap(({ station, entries, rules }) =>
    rules
      ? standings(entries, rules).flatMap(({ standing }) =>
          standing.state === 'settled' && standing.outcome.verdict !== 'spoiled'
            ? [{ areaId: station.areaId, choices: standing.outcome.choices as BallotChoices }]
            : [],
        )
      : [],
  )
  const key = (one: (typeof ballots)[number]) => `${one.areaId} ${JSON.stringify(one.choices)}`
  return ballots.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

export interface StationCounts extends Progress {
  readonly stationId: string
  readonly number: number
  readonly name: string
  readonly areaId: string
  /** When it is open; without one, until the vote ends. */
  readonly day: Station['day']
  /** As the commission counted by hand; unknown before. */
  readonly figures: Figures | undefined
  /** Every keyed ballot is settled, and as many are keyed as were in the urn. */
  readonly settled: boolean
  readonly signed: boolean
}

export interface PaperCounts {
  readonly stations: readonly StationCounts[]
  readonly areas: readonly {
    readonly areaId: string
    readonly handedOut: number
    readonly valid: number
    readonly blank: number
    readonly spoiled: number
    /** Who took part on paper: valid, blank and spoiled ballots. */
    readonly voted: number
  }[]
  /** No ballot waits for a keying or a third person. */
  readonly allSettled: boolean
  /** The commission signed every protocol. */
  readonly allSigned: boolean
}

/** How the paper of a cycle stands, by polling point and area; without polling points everything is settled and signed. */
export async function readPaperCounts(app: App, cycleId: string): Promise<PaperCounts> {
  const found = await gathered(app, cycleId)
  const stations = found.map(({ station, entries, rules }): StationCounts => {
    const progress = rules ? progressOf(entries, rules) : NOTHING
    const { id: stationId, number, name, areaId, day, figures, signedAt } = station
    const signed = signedAt !== undefined
    // A signed protocol may say, with a remark, that fewer ballots were found than counted.
    const whole = figures !== undefined && progress.keyed === figures.inUrn
    return {
      stationId,
      number,
      name,
      areaId,
      day,
      figures,
      ...progress,
      settled: isSettled(progress) && (whole || signed),
      signed,
    }
  })
  const areas = [...new Set(stations.map(one => one.areaId))].map(areaId => {
    const its = stations.filter(one => one.areaId === areaId)
    const sum = (of: (one: StationCounts) => number) => its.reduce((total, one) => total + of(one), 0)
    const [valid, blank, spoiled] = [sum(one => one.valid), sum(one => one.blank), sum(one => one.spoiled)]
    const handedOut = sum(one => one.figures?.handedOut ?? 0)
    return { areaId, handedOut, valid, blank, spoiled, voted: valid + blank + spoiled }
  })
  return { stations, areas, allSettled: stations.every(one => one.settled), allSigned: stations.every(one => one.signed) }
}

const NOTHING: Progress = { keyed: 0, once: 0, differ: 0, valid: 0, blank: 0, spoiled: 0 }

async function gathered(app: App, cycleId: string) {
  const stations = await selectStations(app.store.read, cycleId)
  const [frozen, entries] = [
    await readFrozen(app, cycleId),
    await selectEntries(
      app.store.read,
      stations.map(one => one.id),
    ),
  ]
  return stations.map((station: Station) => ({
    station,
    entries: entries.filter(one => one.stationId === station.id),
    rules: rulesFor(frozen, station.areaId),
  }))
}
