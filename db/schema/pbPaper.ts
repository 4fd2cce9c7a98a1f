import { date, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import type { BallotChoice } from './ballotBox.ts'
import { pbArea, pbCycle } from './pbCycles.ts'

/** Where people vote on paper. */
export const pbStation = table(
  'pb_station',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    areaId: text('area_id')
      .notNull()
      .references(() => pbArea.id),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    address: text('address'),
    day: date('day'),
    hours: text('hours'),
    /** Serials of the ballots printed for it, both included. */
    firstSerial: integer('first_serial'),
    lastSerial: integer('last_serial'),
    /** Batches of them that were drawn as PDF, the latest last: the first serial, and when. */
    printed: json<readonly { readonly first: number; readonly at: string }[]>('printed'),
    /** The protocol: counted by hand before keying. */
    handedOut: integer('handed_out'),
    spoiledReplaced: integer('spoiled_replaced'),
    unused: integer('unused'),
    inUrn: integer('in_urn'),
    remarks: text('remarks'),
    signedBy: json<readonly string[]>('signed_by'),
    signedAt: instant('signed_at'),
    version: integer('version').notNull().default(0),
  },
  t => [uniqueIndex('pb_station_number').on(t.cycleId, t.number)],
)

export type PaperVerdict = 'valid' | 'blank' | 'spoiled'

/**
 * One keying of one paper ballot. Two people key each, entries 1 and 2; where they differ, a third settles with entry 3. The
 * number was given after the ballots were mixed and says nothing about a voter.
 */
export const pbPaperEntry = table(
  'pb_paper_entry',
  {
    stationId: text('station_id')
      .notNull()
      .references(() => pbStation.id),
    number: integer('number').notNull(),
    entry: integer('entry').notNull(),
    verdict: text('verdict').$type<PaperVerdict>().notNull(),
    choices: json<readonly BallotChoice[]>('choices').notNull(),
    /** Account that keyed it. */
    keyedBy: text('keyed_by').notNull(),
    keyedAt: instant('keyed_at').notNull(),
    /** Of the sheet of keyings it came with, so that what is sent twice is kept once. */
    entryKey: text('entry_key'),
  },
  t => [primaryKey({ columns: [t.stationId, t.number, t.entry] }), index('pb_paper_entry_by').on(t.keyedBy)],
)
