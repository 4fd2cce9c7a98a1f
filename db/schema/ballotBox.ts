import { boolean, index, instant, integer, json, primaryKey, schemaOf, tableIn, text } from '../columns.ts'

// The ballot box. It shares no key, order or instant with the voter roll (db/schema/voterRoll.ts).
export const ballotBox = schemaOf('ballot_box')
const table = tableIn(ballotBox)

/** A project that a ballot names, with its points where the ballot gives some; a ranking is the order of them. */
export interface BallotChoice {
  readonly project: string
  readonly points?: number
}

/** An envelope that could not be counted, and why; its voter finds it by the receipt number. */
export interface SpoiledEnvelope {
  readonly receipt: string
  readonly pot: string
  readonly code: string
}

/** A sealed ballot: nothing but what its voter can check. */
export const boxEnvelope = table(
  'box_envelope',
  {
    /** Hash of the form's secret. */
    receipt: text('receipt').primaryKey(),
    cycleId: text('cycle_id').notNull(),
    /** The area whose pot it counts for. */
    pot: text('pot').notNull(),
    /** SHA-256 of ballot, receipt number and salt, where votes cannot be changed. */
    fingerprint: text('fingerprint'),
    /** Base64url, padded to one length. */
    sealed: text('sealed').notNull(),
  },
  t => [index('box_envelope_cycle').on(t.cycleId, t.receipt)],
)

/** A ballot that was opened for its voter instead of being cast: what it shows proves nothing, since it can never be cast. */
export const boxTested = table('box_tested', {
  receipt: text('receipt').primaryKey(),
  cycleId: text('cycle_id').notNull(),
})

/** The public key that ballots of a cycle are sealed with. The private key is on three sheets of paper and nowhere else. */
export const boxKey = table('box_key', {
  cycleId: text('cycle_id').primaryKey(),
  publicKey: text('public_key').notNull(),
  /** When two of the printed sheets opened a trial envelope: voting cannot open before. */
  rehearsedAt: instant('rehearsed_at'),
  madeAt: instant('made_at').notNull(),
  isDemo: boolean('is_demo').notNull(),
})

/** That the box is closed: recorded once. */
export const boxClosing = table('box_closing', {
  cycleId: text('cycle_id').primaryKey(),
  closedAt: instant('closed_at').notNull(),
  envelopes: integer('envelopes').notNull(),
  /** Last link of the chain over all envelopes. */
  head: text('head').notNull(),
  openedAt: instant('opened_at'),
  /** Envelopes that held no ballot of these rules when the box was opened: counted as spoiled. */
  spoiled: json<readonly SpoiledEnvelope[]>('spoiled'),
})

/** The ballots out of their envelopes, sorted by content and numbered anew: no link leads back to an envelope. */
export const boxOpened = table(
  'box_opened',
  {
    cycleId: text('cycle_id').notNull(),
    pot: text('pot').notNull(),
    number: integer('number').notNull(),
    /** Empty for a blank ballot. */
    choices: json<readonly BallotChoice[]>('choices').notNull(),
  },
  t => [primaryKey({ columns: [t.cycleId, t.pot, t.number] })],
)

/** How many ballots of a cycle showed the projects in which order. */
export const boxRotation = table(
  'box_rotation',
  { cycleId: text('cycle_id').notNull(), rotation: integer('rotation').notNull(), count: integer('count').notNull() },
  t => [primaryKey({ columns: [t.cycleId, t.rotation] })],
)
