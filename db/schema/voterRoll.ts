import { boolean, index, instant, integer, json, primaryKey, schemaOf, tableIn, text, uniqueIndex } from '../columns.ts'

// Who may vote, and who has. It shares no key, order or instant with the ballot box (db/schema/ballotBox.ts), and nothing may
// be added here that a ballot leaves as well: docs/decisions say why.
export const voterRoll = schemaOf('voter_roll')
const table = tableIn(voterRoll)

export type CodeState = 'printed' | 'handed' | 'spent' | 'void'
export type VotingChannel = 'code' | 'eid' | 'paper'

/** Codes printed together for one area. */
export const rollBatch = table(
  'roll_batch',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id').notNull(),
    areaId: text('area_id').notNull(),
    number: integer('number').notNull(),
    count: integer('count').notNull(),
    printedAt: instant('printed_at').notNull(),
  },
  t => [uniqueIndex('roll_batch_number').on(t.cycleId, t.number)],
)

/** One voting code: only its keyed hash is stored. No instant here. */
export const rollCode = table(
  'roll_code',
  {
    /** Keyed hash of the code. */
    key: text('key').primaryKey(),
    cycleId: text('cycle_id').notNull(),
    areaId: text('area_id').notNull(),
    batchId: text('batch_id').notNull(),
    /** Printed on the sheet, as `2-017`; opens nothing. */
    serial: text('serial').notNull(),
    state: text('state').$type<CodeState>().notNull(),
    /** The code was entered, and no ballot came of it yet. */
    started: boolean('started').notNull().default(false),
    /** Somebody signed for it; stays so once it is spent, so that the count of codes handed out does not tell of a vote. */
    handed: boolean('handed').notNull().default(false),
    /** Keyed hash of serial and person, where it was handed to somebody on the roll: whoever gives it back is asked for both. */
    holder: text('holder'),
    /** Of the person it was handed to, where the local roll knows: for turnout, without saying who it was. */
    sex: text('sex').$type<'female' | 'male'>(),
    ageBand: text('age_band'),
    /** Serial of the code printed in its stead. */
    replacedBy: text('replaced_by'),
  },
  t => [uniqueIndex('roll_code_serial').on(t.cycleId, t.serial), index('roll_code_batch').on(t.batchId)],
)

/**
 * The turnout as it was counted last night: while people vote, pages show this and nothing newer, or a reader who looks twice would
 * see who voted between.
 */
export const rollCount = table('roll_count', {
  cycleId: text('cycle_id').primaryKey(),
  day: text('day').notNull(),
  content: json<unknown>('content').notNull(),
})

/** One person: by the keyed hash of the personal number where it is known, else of the number in the local roll. */
export const rollPerson = table(
  'roll_person',
  {
    cycleId: text('cycle_id').notNull(),
    key: text('key').notNull(),
    areaId: text('area_id').notNull(),
    /** Stood in the local roll; the others came with an eID. */
    onRoll: boolean('on_roll').notNull().default(false),
    sex: text('sex').$type<'female' | 'male'>(),
    ageBand: text('age_band'),
    /** `handed`: has a code. Whoever holds one votes with it. */
    state: text('state').$type<'entitled' | 'handed' | 'started' | 'voted'>().notNull(),
    channel: text('channel').$type<VotingChannel>(),
  },
  t => [primaryKey({ columns: [t.cycleId, t.key] })],
)

/** The local roll as the polling point reads it: names, erased after the period for objections. */
export const rollName = table(
  'roll_name',
  {
    cycleId: text('cycle_id').notNull(),
    /** In the local roll. */
    number: text('number').notNull(),
    /** Of `roll_person`. */
    personKey: text('person_key').notNull(),
    name: text('name').notNull(),
    /** The name as search compares it. */
    folded: text('folded').notNull(),
    birthYear: integer('birth_year'),
    village: text('village'),
    stationId: text('station_id'),
  },
  t => [primaryKey({ columns: [t.cycleId, t.number] }), index('roll_name_station').on(t.cycleId, t.stationId)],
)
