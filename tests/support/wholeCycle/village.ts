import type { App } from '#src/app.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { paths } from '#platform/paths.ts'
import type { EidPeer } from '../oidcProvider.ts'
import type { Phone } from './phone.ts'

export const DAY_MS = 86_400_000
const TODAY = Date.parse(`${dateInBishkek(new Date())}T00:00:00Z`)
/** A day as it is typed, so many days from the day on which the tests run and the vote begins. */
export const day = (from: number): string => new Date(TODAY + from * DAY_MS).toISOString().slice(0, 10)

/** First and last days of the phases that a cycle of the tests has; all others are off. */
export const PHASE_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  proposing: [-9, -6],
  reviewing: [-5, -3],
  pricing: [-2, -1],
  voting: [0, 2],
  checking: [3, 5],
  results: [6, 20],
  implementation: [21, 300],
}

export const PLACE = 'ala-buka'
export const [PUBLISHER, FIRST, SECOND, THIRD] = ['publisher', 'birinchi', 'ekinchi', 'uchunchu'].map(
  one => `${one}@ala-buka.example`,
) as [string, string, string, string]
export const YEAR = Number(day(0).slice(0, 4)) + 1
export const ID = `${PLACE}-${YEAR}`
export const [NORTH, SOUTH] = [`${ID}-1`, `${ID}-2`]
export const LAMPS = 'Борбордук көчөгө жарык'
/** The others on the ballot: what, where, and the price of the office. */
export const OTHERS = [
  { title: 'Мектептин чатырын жаңылоо', area: NORTH, price: 500_000 },
  { title: 'Арыктарды тазалоо жана оңдоо', area: NORTH, price: 600_000 },
  { title: 'Медпунктка жылытуу', area: SOUTH, price: 300_000 },
  { title: 'Төмөнкү айылга спорт аянты', area: SOUTH, price: 700_000 },
] as const
export const SEED = '87,4512'
/** Printed for each area: more than a village may have ballots before they are published. */
export const CODES = 34
export const PERSONAL = '20101199012345'
/** Forty people of each village; who has an eID is the last of the second. */
export const villageRoll = (): string =>
  [
    'Номери;Аты-жөнү;Туулган жылы;Жынысы;Аймагы;Жеке номери',
    ...[1, 2].flatMap(area =>
      Array.from({ length: 40 }, (_, at) => {
        const number = area * 1000 + at + 1
        return `${number};Шайлоочу ${number};${1950 + at};${at % 2 ? 'эркек' : 'аял'};${area};${number === 2040 ? PERSONAL : ''}`
      }),
    ),
  ].join('\n')
export const office = (part = '') => paths.officeCycle('ky', PLACE, ID, part)

/** The portal on one day of the cycle. */
export interface Walk {
  /** With that day's clock, for what is done beside the browser. */
  readonly app: App
  readonly url: string
  readonly peer: EidPeer
  readonly phone: (javaScript?: boolean) => Promise<Phone>
  /** Somebody of the office, signed in on the way to a page of it. */
  readonly inOffice: (email: string, page: string) => Promise<Phone>
  readonly cycle: () => Promise<Cycle>
}
