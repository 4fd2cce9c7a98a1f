import { boolean, date, index, instant, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type ReportType = 'annual' | 'execution' | 'session' | 'hearing' | 'service' | 'other'
export type Issuer = 'council' | 'executive'
export type ReportState = 'draft' | 'review' | 'scheduled' | 'published' | 'withdrawn'

/**
 * A report of a council or its executive. What everybody sees of it (type to year) is as it was published last; before its
 * first publication it follows the working copy, revision 0.
 */
export const report = table(
  'report',
  {
    id: text('id').primaryKey(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    /** Its part of the address, kept for ever; given at the first publication. */
    slug: text('slug'),
    type: text('type').$type<ReportType>().notNull(),
    issuer: text('issuer').$type<Issuer>().notNull(),
    /** The year it tells about, for lists and filters. */
    year: integer('year').notNull(),
    state: text('state').$type<ReportState>().notNull(),
    /** When it is to be published by itself, and who decided so. */
    publishAt: instant('publish_at'),
    scheduledBy: text('scheduled_by'),
    firstPublishedAt: instant('first_published_at'),
    /** When what everybody sees changed last. */
    changedAt: instant('changed_at'),
    /** The revision everybody sees; 0 while nothing is published. */
    currentRevision: integer('current_revision').notNull(),
    /** Counts every save: one made on an older version is refused. */
    version: integer('version').notNull(),
    editedAt: instant('edited_at').notNull(),
    editedBy: text('edited_by').notNull(),
    /** Why a publisher sent it back. */
    reviewNote: text('review_note'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('report_slug').on(t.municipalityId, t.slug),
    index('report_due').on(t.state, t.publishAt),
    index('report_latest').on(t.firstPublishedAt, t.id),
    index('report_municipality').on(t.municipalityId, t.state),
  ],
)

/** Revision 0 is the working copy; 1 and later are what was published, never changed. */
export const reportRevision = table(
  'report_revision',
  {
    reportId: text('report_id')
      .notNull()
      .references(() => report.id),
    number: integer('number').notNull(),
    type: text('type').$type<ReportType>().notNull(),
    issuer: text('issuer').$type<Issuer>().notNull(),
    periodFrom: date('period_from'),
    periodTo: date('period_to'),
    /** A year's budget (`2025`), a hearing's id, or a code of the catalogue of services. */
    subjectType: text('subject_type').$type<'budget' | 'hearing' | 'service'>(),
    subjectId: text('subject_id'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    /** Why it was corrected; everybody reads it. */
    reason: text('reason'),
  },
  t => [primaryKey({ columns: [t.reportId, t.number] })],
)

export const reportText = table(
  'report_text',
  {
    reportId: text('report_id')
      .notNull()
      .references(() => report.id),
    revision: integer('revision').notNull(),
    lang: text('lang').$type<'ky' | 'ru' | 'en'>().notNull(),
    title: text('title').notNull(),
    /** Markdown. */
    body: text('body').notNull(),
  },
  t => [primaryKey({ columns: [t.reportId, t.revision, t.lang] })],
)
