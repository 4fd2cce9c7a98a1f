import { and, asc, count, desc, eq, gte, inArray, isNotNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { feedbackAnswer, feedbackCase } from '#db/schema/answering.ts'
import { feedback, textContains } from '#db/schema/feedback.ts'
import type { Reading } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { InboxFilters, InboxTab } from '../rules/inbox.ts'
import type { CaseRow } from './cases.ts'
import type { FeedbackRow } from './words.ts'

/** Most that is looked through for likely duplicates. */
const MOST_COMPARED = 300

export interface InboxRow {
  readonly word: FeedbackRow
  readonly matter: CaseRow
}

const readable = and(
  ne(feedback.moderation, 'withdrawn'),
  or(eq(feedback.officeReads, true), inArray(feedback.moderation, ['published', 'publishedInPart'])),
)

const here = (municipalityId: string) => eq(feedbackCase.municipalityId, municipalityId)
const passedFrom = (municipalityId: string) =>
  or(eq(feedbackCase.passedFromId, municipalityId), and(here(municipalityId), eq(feedbackCase.state, 'passedOn')))

function tabOf(tab: InboxTab, municipalityId: string, accountId: string | undefined): SQL | undefined {
  switch (tab) {
    case 'due':
      return and(here(municipalityId), isNotNull(feedbackCase.nextOn))
    case 'mine':
      return and(here(municipalityId), isNotNull(feedbackCase.nextOn), eq(feedbackCase.assigneeId, accountId ?? ''))
    case 'promised':
      return and(here(municipalityId), eq(feedbackCase.state, 'promised'))
    case 'answered':
      return and(here(municipalityId), inArray(feedbackCase.state, ['answered', 'done']))
    case 'passedOn':
      return passedFrom(municipalityId)
    case 'all':
      return or(here(municipalityId), eq(feedbackCase.passedFromId, municipalityId))
  }
}

const published = inArray(feedback.moderation, ['published', 'publishedInPart'])

export interface InboxSearch extends Omit<InboxFilters, 'page'> {
  /** For who looks after offices without answering: words that everybody may read. */
  readonly publishedOnly: boolean
  readonly municipalityId: string
  readonly accountId: string | undefined
}

const conditionsOf = ({ publishedOnly, tab, municipalityId, accountId, kind, code, text }: InboxSearch): SQL | undefined =>
  and(
    publishedOnly ? published : readable,
    tabOf(tab, municipalityId, accountId),
    kind ? eq(feedback.kind, kind) : undefined,
    code ? eq(feedback.catalogueCode, code) : undefined,
    text ? or(eq(feedback.reference, text), publishedOnly ? undefined : textContains(text)) : undefined,
  )

/** A page of the inbox: what is owed first by its day, the longest overdue on top; what is owed nothing by its last change. */
export const selectInbox = (db: Reading, search: InboxSearch, page: { limit: number; offset: number }): Promise<InboxRow[]> =>
  db
    .select({ word: feedback, matter: feedbackCase })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(conditionsOf(search))
    .orderBy(
      sql`case when ${feedbackCase.nextOn} is null then 1 else 0 end`,
      asc(feedbackCase.nextOn),
      desc(feedbackCase.changedAt),
      asc(feedback.id),
    )
    .limit(page.limit)
    .offset(page.offset)

export async function countInbox(db: Reading, search: InboxSearch): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(conditionsOf(search))
  return Number(row?.n ?? 0)
}

/** How many words of an inbox are owed something by these days. */
export async function countOwed(db: Reading, municipalityId: string, days: { today: IsoDate; until: IsoDate }) {
  const within = (condition: SQL | undefined) => sql<string>`sum(case when ${condition} then 1 else 0 end)`
  const [row] = await db
    .select({
      overdue: within(lt(feedbackCase.nextOn, days.today)),
      today: within(eq(feedbackCase.nextOn, days.today)),
      week: within(and(gte(feedbackCase.nextOn, days.today), lte(feedbackCase.nextOn, days.until))),
      all: count(),
    })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(and(readable, here(municipalityId), isNotNull(feedbackCase.nextOn)))
  const of = (value: unknown) => Number(value ?? 0)
  return { overdue: of(row?.overdue), today: of(row?.today), week: of(row?.week), all: of(row?.all) }
}

/** Words of the same inbox that could be about the same: not taken back, not following another one. */
export const selectComparable = (db: Reading, word: FeedbackRow, municipalityId: string): Promise<InboxRow[]> =>
  db
    .select({ word: feedback, matter: feedbackCase })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(
      and(
        readable,
        here(municipalityId),
        inArray(feedbackCase.state, ['waiting', 'promised', 'answered', 'done']),
        eq(feedback.municipalityId, word.municipalityId),
        ne(feedback.id, word.id),
        inArray(feedback.moderation, ['waiting', 'published', 'publishedInPart']),
      ),
    )
    .orderBy(desc(feedback.submittedAt))
    .limit(MOST_COMPARED)

/** How words that are owed an answer were answered: in time, late, not yet though the day has passed, not yet. */
export async function selectAnswerRecord(db: Reading, municipalityId: string | undefined, today: IsoDate) {
  const of = (condition: SQL | undefined) => sql<string>`sum(case when ${condition} then 1 else 0 end)`
  const { answeredOn, dueOn, nextOn, state, outcome } = feedbackCase
  const [row] = await db
    .select({
      asked: count(),
      inTime: of(and(isNotNull(answeredOn), sql`${answeredOn} <= ${dueOn}`)),
      late: of(and(isNotNull(answeredOn), sql`${answeredOn} > ${dueOn}`)),
      overdue: of(and(isNotNull(nextOn), lt(nextOn, today), lt(dueOn, today))),
      done: of(and(eq(state, 'done'), eq(outcome, 'yes'))),
    })
    .from(feedbackCase)
    .where(
      and(
        isNotNull(dueOn),
        ne(state, 'withdrawn'),
        municipalityId === undefined ? undefined : eq(feedbackCase.municipalityId, municipalityId),
      ),
    )
  const n = (value: unknown) => Number(value ?? 0)
  return { asked: n(row?.asked), inTime: n(row?.inTime), late: n(row?.late), overdue: n(row?.overdue), done: n(row?.done) }
}

/** Published words with a public answer, the latest answered first. */
export const selectRecentlyAnswered = (
  db: Reading,
  municipalityId: string | undefined,
  limit: number,
): Promise<{ reference: string; municipalityId: string }[]> =>
  db
    .select({ reference: feedback.reference, municipalityId: feedback.municipalityId })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(
      and(
        inArray(feedbackCase.state, ['promised', 'answered', 'done']),
        inArray(feedback.moderation, ['published', 'publishedInPart']),
        municipalityId === undefined ? undefined : eq(feedbackCase.municipalityId, municipalityId),
        sql`exists (select 1 from ${feedbackAnswer} where ${feedbackAnswer.feedbackId} = ${feedback.id} and ${eq(feedbackAnswer.isPublic, true)})`,
      ),
    )
    .orderBy(desc(feedbackCase.changedAt), asc(feedback.id))
    .limit(limit)
