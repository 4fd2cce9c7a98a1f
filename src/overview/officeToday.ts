import { readOfficeBudgets } from '#features/budgets/readOfficeBudgets.ts'
import { words as budgetWords } from '#features/budgets/words.ts'
import { countDue, readInbox } from '#features/feedback/readInbox.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { subjectLabel } from '#features/feedback/subjectLabel.ts'
import { words as feedbackWords } from '#features/feedback/words.ts'
import { readOfficeHearings } from '#features/hearings/readHearings.ts'
import { type Hearing, phaseOf, textFor } from '#features/hearings/rules/hearing.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { readCycles } from '#features/participatory-budgeting/cycles/readCycles.ts'
import { type Cycle, inLanguage } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { standingOf } from '#features/participatory-budgeting/cycles/rules/standing.ts'
import { words as cycleWords } from '#features/participatory-budgeting/words.ts'
import { countOfficePractices } from '#features/practices/readOfficePractices.ts'
import { readOfficeReports } from '#features/reports/readOfficeReports.ts'
import { words as reportWords } from '#features/reports/words.ts'
import { formatDate, formatInstant, formatInstantDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { words } from '#ui/words.ts'
import { commissionRows } from './commissionToday.ts'

/** A line of the Today page: where it leads, what it is, what is special about it. */
export interface TodayRow {
  readonly href: string
  readonly title: string
  readonly note?: string | undefined
  readonly mark?: { readonly label: string; readonly tone: 'neutral' | 'info' | 'attention' | 'error' } | undefined
  readonly isDemo?: boolean | undefined
}
export interface Today {
  /** Words that wait, the most urgent first. */
  readonly due: readonly TodayRow[]
  readonly dueCount: number
  /** Drafts of every room. */
  readonly unfinished: readonly TodayRow[]
  /** Turns of cycles and hearings ahead, and hearings whose results are not out yet. */
  readonly coming: readonly TodayRow[]
}

const MOST = 6
const LONGEST = 90
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')}…` : text

/** What a municipality's office has to do, from every room; each part is empty for who may not see it. */
export async function officeToday(app: App, viewer: Viewer, municipality: Municipality, lang: Lang): Promise<Today> {
  const { id, slug } = municipality
  const [inbox, due, reports, budgets, hearings, practices, cycles] = await Promise.all([
    readInbox(app, viewer, municipality, { tab: 'due', page: 1 }),
    countDue(app, id),
    readOfficeReports(app, viewer, id),
    readOfficeBudgets(app, viewer, id),
    readOfficeHearings(app, viewer, id),
    countOfficePractices(app, id),
    readCycles(app, { municipalityId: id }),
  ])
  const t = words(lang)
  // Who may not see the office's hearings sees none of its drafts either; cycles of a neighbour are theirs to prepare.
  const mine = hearings.ok ? cycles.filter(one => one.municipalityId === id) : []
  const awaited = await commissionRows(app, viewer, lang, municipality, mine)
  const reportRows = (reports.ok ? reports.value.reports : [])
    .filter(one => one.state === 'draft' || one.state === 'review' || one.state === 'scheduled')
    .map(one => ({
      href: paths.officeReport(lang, slug, one.id),
      title: one.content.texts[lang]?.title || one.content.texts.ky?.title || reportWords(lang)(`type.${one.content.type}`),
      note: one.publishAt && formatInstant(lang, one.publishAt),
      mark: {
        label: reportWords(lang)(`state.${one.state}`),
        tone: one.state === 'review' ? ('attention' as const) : ('neutral' as const),
      },
      isDemo: one.isDemo,
    }))
  const budgetRows = (budgets.ok ? budgets.value.prepared : []).map(one => ({
    href: paths.officeBudget(lang, slug, one.id),
    title: t('office.budgetOf', { year: String(one.year) }),
    note: budgetWords(lang)(`stage.${one.stage}`),
    isDemo: one.isDemo,
  }))
  const sentBack =
    practices.sentBack > 0
      ? [{ href: paths.officePractices(lang, slug), title: t('office.practicesBack', { count: practices.sentBack }) }]
      : []
  return {
    due: inbox.ok ? inbox.value.items.slice(0, MOST).map(one => dueRow(lang, slug, one)) : [],
    dueCount: inbox.ok ? due.all : 0,
    unfinished: [...budgetRows, ...reportRows, ...draftCycles(lang, slug, mine), ...sentBack].slice(0, MOST),
    coming: [...awaited, ...cycleRows(app, lang, slug, mine), ...hearingRows(app, lang, slug, hearings.ok ? hearings.value : [])],
  }
}

type DueItem = Extract<Awaited<ReturnType<typeof readInbox>>, { ok: true }>['value']['items'][number]

function dueRow(lang: Lang, slug: string, one: DueItem): TodayRow {
  const t = words(lang)
  const about = subjectLabel(lang, readCatalogue(), one.subject, one.service)
  const day = one.case.nextOn
  return {
    href: paths.officeAnswer(lang, slug, one.reference),
    title: shortened(one.text) || about,
    note: [feedbackWords(lang)(`kind.${one.kind}`), about, day && t('office.due.by', { date: formatDate(lang, day) })]
      .filter(Boolean)
      .join(' · '),
    mark:
      one.late === 'none'
        ? undefined
        : { label: feedbackWords(lang)(`late.${one.late}`), tone: one.late === 'overdue' ? 'error' : 'attention' },
    isDemo: one.isDemo,
  }
}

function hearingRows(app: App, lang: Lang, slug: string, hearings: readonly Hearing[]): TodayRow[] {
  const t = words(lang)
  const open = hearings.filter(one => ['draft', 'coming', 'now', 'awaitingResults'].includes(phaseOf(one, app.now())))
  return open
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, MOST)
    .map(one => {
      const phase = phaseOf(one, app.now())
      return {
        href: paths.officeHearing(lang, slug, one.id),
        title: textFor(one.title, lang).text,
        note: [formatInstant(lang, one.startsAt), one.venue].filter(Boolean).join(' · '),
        mark:
          phase === 'awaitingResults'
            ? { label: t('office.resultsDue'), tone: 'attention' as const }
            : phase === 'draft'
              ? { label: t('office.notAnnounced'), tone: 'neutral' as const }
              : undefined,
        isDemo: one.isDemo,
      }
    })
}

/** How far ahead a turn of a cycle is told. */
const SOON_MS = 14 * 86_400_000

/** The next phase of each announced cycle that begins within two weeks. */
function cycleRows(app: App, lang: Lang, slug: string, cycles: readonly Cycle[]): TodayRow[] {
  const t = cycleWords(lang)
  const until = app.now().getTime() + SOON_MS
  return cycles
    .filter(one => one.state === 'published')
    .flatMap(cycle => {
      const standing = standingOf(cycle, app.now())
      const next = standing.state === 'in' || standing.state === 'waiting' ? standing.next : undefined
      return next && next.startsAt.getTime() <= until ? [{ cycle, next }] : []
    })
    .sort((a, b) => a.next.startsAt.getTime() - b.next.startsAt.getTime())
    .slice(0, MOST)
    .map(({ cycle, next }) => ({
      href: paths.officeCycle(lang, slug, cycle.id),
      title: `${t(`phase.${next.kind}`)}: ${inLanguage(cycle.titles, lang)}`,
      note: `${t('cycle.firstDay')}: ${formatInstantDate(lang, next.startsAt)}`,
      mark: next.kind === 'voting' ? { label: t('cycle.office.votingSoon'), tone: 'attention' as const } : undefined,
      isDemo: cycle.isDemo,
    }))
}

const draftCycles = (lang: Lang, slug: string, cycles: readonly Cycle[]): TodayRow[] =>
  cycles
    .filter(one => one.state === 'draft')
    .map(one => ({
      href: paths.officeCycle(lang, slug, one.id),
      title: inLanguage(one.titles, lang),
      note: cycleWords(lang)('cycle.office.draftLeft'),
      isDemo: one.isDemo,
    }))
