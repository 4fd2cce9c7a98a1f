import { readAccountNames } from '#features/identity/readAccountNames.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type AnswerCase, lateness } from './rules/answering.ts'
import { INBOX_TABS, type InboxFilters, type InboxTab } from './rules/inbox.ts'
import { parseReference } from './rules/reference.ts'
import type { KnownFeedback } from './rules/visibility.ts'
import { caseOf } from './store/cases.ts'
import { countInbox, countOwed, type InboxSearch, selectInbox } from './store/inbox.ts'
import { selectLineNames } from './store/lineNames.ts'
import type { FeedbackRow } from './store/words.ts'

export const INBOX_PAGE = 30

/** A word as the inbox lists it; of its author nothing is known here. */
export interface InboxItem {
  readonly reference: string
  readonly submittedAt: Date
  readonly kind: FeedbackRow['kind']
  readonly subject: KnownFeedback['subject']
  readonly service: string | undefined
  readonly text: string
  readonly language: FeedbackRow['language']
  readonly village: string | undefined
  readonly isDemo: boolean
  readonly case: AnswerCase
  readonly late: ReturnType<typeof lateness>
  /** Whether it is in this inbox still: others are shown because they were passed on from here. */
  readonly isHere: boolean
  readonly assignee: string | undefined
}

export interface Inbox {
  readonly items: readonly InboxItem[]
  readonly counts: Readonly<Record<InboxTab, number>>
  readonly page: number
  readonly pages: number
}

const accountOf = (viewer: Viewer) => (viewer.kind === 'account' ? viewer.accountId : undefined)

/**
 * A municipality's inbox: words to answer by their day, the longest overdue first, or what another tab holds. Never a contact.
 * Who looks after offices without answering sees only words that everybody may read.
 */
export async function readInbox(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  filters: InboxFilters,
): Promise<Result<Inbox, 'forbidden'>> {
  if (!may(viewer, 'feedback.inbox', placesOf(municipality))) return err('forbidden')
  const publishedOnly = !may(viewer, 'feedback.answer', placesOf(municipality))
  const reference = filters.text === undefined ? undefined : parseReference(filters.text)
  const search: InboxSearch = {
    ...filters,
    text: reference?.ok ? reference.value : filters.text,
    municipalityId: municipality.id,
    publishedOnly,
    accountId: accountOf(viewer),
  }
  const db = app.store.read
  const counted = await Promise.all(INBOX_TABS.map(async tab => [tab, await countInbox(db, { ...search, tab })] as const))
  const counts = Object.fromEntries(counted) as Record<InboxTab, number>
  const pages = Math.max(1, Math.ceil(counts[filters.tab] / INBOX_PAGE))
  const page = Math.min(Math.max(1, filters.page), pages)
  const rows = await selectInbox(db, search, { limit: INBOX_PAGE, offset: (page - 1) * INBOX_PAGE })
  const assigned = rows.flatMap(row => (row.matter.assigneeId ? [`account:${row.matter.assigneeId}`] : []))
  const [names, lines] = await Promise.all([
    readAccountNames(app, assigned),
    selectLineNames(
      db,
      rows.map(row => row.word),
    ),
  ])
  const today = dateInBishkek(app.now())
  const items = rows.map(({ word, matter }): InboxItem => ({
    reference: word.reference,
    submittedAt: word.submittedAt,
    kind: word.kind,
    subject: {
      ...{ type: word.subjectType, id: word.subjectId ?? undefined, label: word.subjectLabel },
      names: lines.get(word.subjectId ?? ''),
    },
    service: word.catalogueCode ?? undefined,
    text: (publishedOnly ? word.publishedText : word.text) ?? '',
    language: word.language,
    village: publishedOnly && !word.villageId ? undefined : (word.villageName ?? undefined),
    isDemo: word.isDemo,
    case: caseOf(matter),
    late: lateness(caseOf(matter), today),
    isHere: matter.municipalityId === municipality.id,
    assignee: names.get(`account:${matter.assigneeId}`),
  }))
  return ok({ items, counts, page, pages })
}

const WEEK_MS = 7 * 86_400_000

/** How many words wait for this office: overdue, due today, due within a week (today counted), and all that is owed. For its staff. */
export async function countDue(
  app: App,
  municipalityId: string,
): Promise<{ readonly overdue: number; readonly today: number; readonly week: number; readonly all: number }> {
  const now = app.now()
  const until = dateInBishkek(new Date(now.getTime() + WEEK_MS))
  return countOwed(app.store.read, municipalityId, { today: dateInBishkek(now), until })
}
