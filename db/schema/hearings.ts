import { boolean, date, index, instant, integer, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type HearingKind = 'draftBudget' | 'execution' | 'other'
export type HearingState = 'draft' | 'announced' | 'held' | 'resultsPublished' | 'cancelled'
export type ItemKind = 'question' | 'proposal'
/** How a question or proposal came: before the day through the portal, spoken on the spot, or on a slip of paper. */
export type ItemChannel = 'before' | 'onTheSpot' | 'paper'
export type ItemFate = 'open' | 'taken' | 'notTaken' | 'answered'

/** A public hearing: its announcement, its state, its minutes. */
export const hearing = table(
  'hearing',
  {
    /** Short and public: it stands in the address, on posters and in messages. */
    id: text('id').primaryKey(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    kind: text('kind').$type<HearingKind>().notNull(),
    /** Year of the budget that is heard, where it is about one. */
    budgetYear: integer('budget_year'),
    titleKy: text('title_ky').notNull(),
    titleRu: text('title_ru'),
    titleEn: text('title_en'),
    leadKy: text('lead_ky'),
    leadRu: text('lead_ru'),
    leadEn: text('lead_en'),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** House and street; undefined for a hearing that is held online only. */
    venue: text('venue'),
    village: text('village'),
    onlineUrl: text('online_url'),
    state: text('state').$type<HearingState>().notNull(),
    announcedAt: instant('announced_at'),
    resultsAt: instant('results_at'),
    cancelledAt: instant('cancelled_at'),
    /** Why it was cancelled, for everybody. */
    cancelReason: text('cancel_reason'),
    /** Counts what calendars must take over: each move, and the cancelling. */
    sequence: integer('sequence').notNull().default(0),
    minutes: text('minutes'),
    /** Each part that people edit has a lock of its own, so that who types minutes does not stop who counts people. */
    version: integer('version').notNull().default(0),
    minutesVersion: integer('minutes_version').notNull().default(0),
    attendanceVersion: integer('attendance_version').notNull().default(0),
    /** When those who asked were reminded, and when the office was told that results are due. */
    remindedAt: instant('reminded_at'),
    dueToldAt: instant('due_told_at'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [index('hearing_municipality').on(t.municipalityId, t.startsAt), index('hearing_state').on(t.state, t.startsAt)],
)

/** Each time a hearing was moved: where and when it would have been, and why. */
export const hearingMove = table(
  'hearing_move',
  {
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearing.id),
    movedAt: instant('moved_at').notNull(),
    fromStartsAt: instant('from_starts_at').notNull(),
    fromVenue: text('from_venue'),
    reason: text('reason').notNull(),
  },
  t => [index('hearing_move_hearing').on(t.hearingId, t.movedAt)],
)

/** One point of the agenda. */
export const hearingAgenda = table(
  'hearing_agenda',
  {
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearing.id),
    position: integer('position').notNull(),
    textKy: text('text_ky').notNull(),
    textRu: text('text_ru'),
    textEn: text('text_en'),
  },
  t => [uniqueIndex('hearing_agenda_position').on(t.hearingId, t.position)],
)

/** A question or proposal, and what came of it. */
export const hearingItem = table(
  'hearing_item',
  {
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearing.id),
    kind: text('kind').$type<ItemKind>().notNull(),
    channel: text('channel').$type<ItemChannel>().notNull(),
    /** Empty once its author took the word back. */
    text: text('text'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    village: text('village'),
    sex: text('sex').$type<'female' | 'male'>(),
    /** Of the word that DPI received: one item, one word. */
    feedbackReference: text('feedback_reference'),
    /** Came in as a resident's word: its text is public only as far as moderation published the word. */
    isWord: boolean('is_word').notNull(),
    /** Form or file and row it was entered with, so that what is sent twice is entered once. */
    entryKey: text('entry_key'),
    answer: text('answer'),
    fate: text('fate').$type<ItemFate>().notNull(),
    budgetLineId: text('budget_line_id'),
    /** What the line was called when the proposal was taken into it, or where else it was taken. */
    takenInto: text('taken_into'),
    reason: text('reason'),
    decidedAt: instant('decided_at'),
    version: integer('version').notNull().default(0),
    enteredAt: instant('entered_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    index('hearing_item_hearing').on(t.hearingId, t.enteredAt),
    uniqueIndex('hearing_item_reference').on(t.feedbackReference),
    uniqueIndex('hearing_item_entry').on(t.entryKey),
  ],
)

/** How many came, by village; women and men where they were counted. */
export const hearingAttendance = table(
  'hearing_attendance',
  {
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearing.id),
    village: text('village').notNull(),
    women: integer('women'),
    men: integer('men'),
    total: integer('total').notNull(),
  },
  t => [uniqueIndex('hearing_attendance_village').on(t.hearingId, t.village)],
)

/** A resident's address for one reminder; erased when the hearing is over. */
export const hearingReminder = table(
  'hearing_reminder',
  {
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearing.id),
    email: text('email').notNull(),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    /** In the links of its mails; kept as it is, since later mails carry it again. It opens nothing but this row. */
    token: text('token').notNull(),
    /** When its owner said by a link in a mail that the address is theirs. */
    confirmedAt: instant('confirmed_at'),
    askedAt: instant('asked_at').notNull(),
    eraseOn: date('erase_on').notNull(),
  },
  t => [
    uniqueIndex('hearing_reminder_email').on(t.hearingId, t.email),
    uniqueIndex('hearing_reminder_token').on(t.token),
    index('hearing_reminder_erase').on(t.eraseOn),
  ],
)
