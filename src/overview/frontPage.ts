import { countBudgets } from '#features/budgets/countBudgets.ts'
import { readOpenDrafts } from '#features/budgets/readOpenDrafts.ts'
import { countFeedback } from '#features/feedback/countFeedback.ts'
import { readAnswerRecord, readRecentAnswers } from '#features/feedback/readAnswers.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import type { SeenFeedback } from '#features/feedback/rules/visibility.ts'
import { subjectLabel } from '#features/feedback/subjectLabel.ts'
import { whyOf } from '#features/feedback/whyOf.ts'
import { words as feedbackWords } from '#features/feedback/words.ts'
import { readOpenHearings } from '#features/hearings/readHearings.ts'
import { readHearingTotals } from '#features/hearings/readHearingTotals.ts'
import { textFor } from '#features/hearings/rules/hearing.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { openCycles, type PlacedCycle } from '#features/participatory-budgeting/cycles/listCycles.ts'
import { nextStep, stepEnds } from '#features/participatory-budgeting/cycles/rules/nextStep.ts'
import { votingEnds } from '#features/participatory-budgeting/cycles/views/votingEnds.ts'
import { lastMoment, turnsOf } from '#features/participatory-budgeting/cycles/rules/standing.ts'
import { words as cycleWords } from '#features/participatory-budgeting/words.ts'
import { readEditorsChoice } from '#features/practices/readEditorsChoice.ts'
import { formatInstant, formatInstantDate, formatMoneyShort, formatNumber, formatPercent } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { words } from '#ui/words.ts'

const OPEN = 5
const SHOWN = 3
const LONGEST = 220
const LESS = 200

type Places = (id: string) => Municipality | undefined

/** What the front page tells of the country, shaped for its parts. Tags: `country`, `units`, `practices`. */
export async function frontPage(app: App, lang: Lang) {
  const [budgets, feedback, record, hearings, held, drafts, published, answered, practices, cycles] = await Promise.all([
    countBudgets(app),
    countFeedback(app),
    readAnswerRecord(app),
    readOpenHearings(app, OPEN),
    readHearingTotals(app),
    readOpenDrafts(app, OPEN),
    readPublishedFeedback(app, { limit: SHOWN }),
    readRecentAnswers(app, { limit: SHOWN }),
    readEditorsChoice(app, SHOWN),
    openCycles(app),
  ])
  // Who was answered comes first; where few were, the latest words fill the row.
  const voices = [...answered, ...published.filter(one => !answered.some(other => other.reference === one.reference))].slice(
    0,
    SHOWN,
  )
  const ids = new Set([...hearings, ...drafts, ...voices].map(one => one.municipalityId))
  const known = new Map(await Promise.all([...ids].map(async id => [id, await readMunicipality(app, id)] as const)))
  const placeOf: Places = id => known.get(id)
  const t = words(lang)
  const owed = record.inTime + record.late + record.overdue
  return {
    practices,
    // When a hearing or a phase ends it leaves the list.
    turns: [...hearings.map(one => one.endsAt), ...cycles.flatMap(one => turnsOf(one.cycle))],
    open: [
      ...cycles.slice(0, SHOWN).map(one => cycleRow(app, lang, one)),
      ...hearings.map(one => ({
        href: paths.hearing(lang, placeOf(one.municipalityId)?.slug ?? one.municipalityId, one.id),
        place: placeOf(one.municipalityId)?.names[lang] ?? '',
        title: textFor(one.title, lang).text,
        amount: undefined,
        since: formatInstant(lang, one.startsAt),
        isDemo: one.isDemo,
      })),
      ...drafts.map(one => ({
        href: paths.budget(lang, placeOf(one.municipalityId)?.slug ?? one.municipalityId, one.year),
        place: placeOf(one.municipalityId)?.names[lang] ?? '',
        title: t('front.draftOf', { year: String(one.year) }),
        amount: one.expenditure && formatMoneyShort(lang, one.expenditure),
        since: t('front.since', { date: formatInstantDate(lang, one.since) }),
        isDemo: one.isDemo,
      })),
    ].slice(0, OPEN),
    voices: voices.map(one => voiceOf(lang, one, placeOf)),
    figures: [
      {
        value: formatNumber(lang, budgets.budgets),
        label: t('front.figure.budgets', { count: budgets.budgets, municipalities: budgets.municipalities }),
        href: paths.municipalities(lang),
      },
      { value: formatNumber(lang, held.hearings), label: t('front.figure.hearings'), href: paths.hearings(lang) },
      { value: formatNumber(lang, feedback.heard), label: t('front.figure.voices'), href: paths.municipalities(lang) },
      {
        value: owed === 0 ? '–' : formatPercent(lang, record.inTime / owed),
        label: t('front.figure.inTime', { count: formatNumber(lang, owed) }),
        href: paths.municipalities(lang),
      },
    ],
  }
}

/** A cycle in which residents can do something now: what, and until when. */
function cycleRow(app: App, lang: Lang, { cycle, municipalities }: PlacedCycle) {
  const t = cycleWords(lang)
  const [step, ends] = [nextStep(cycle, app.now()), stepEnds(cycle, app.now())]
  const last = ends ? `${t('cycle.lastDay')}: ${formatInstantDate(lang, lastMoment(ends))}` : ''
  return {
    href: paths.cycle(lang, cycle.id),
    place: municipalities.map(one => one.names[lang]).join(', '),
    // The place stands above it already.
    title: `${t.data(`cycle.step.${step}`)} · ${t('cycle.office.title')}, ${cycle.budgetYear}`,
    amount: formatMoneyShort(lang, cycle.amount),
    since: step === 'vote' || step === 'voteOnPaper' ? votingEnds(lang, cycle).join('; ') : last,
    isDemo: cycle.isDemo,
  }
}

function voiceOf(lang: Lang, one: SeenFeedback, placeOf: Places) {
  const f = feedbackWords(lang)
  const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LESS).replace(/\s+\S*$/, '')}…` : text)
  return {
    href: paths.feedback(lang, one.reference),
    place: placeOf(one.municipalityId)?.names[lang] ?? '',
    about: subjectLabel(lang, readCatalogue(), one.subject, one.service),
    kind: f.data(`kind.${one.kind}`),
    text: one.text && cut(one.text),
    textLang: one.language,
    answer: one.answer && { text: cut(one.answer.text), lang: one.answer.language },
    status: f.data(`status.${one.status}`),
    tone: one.status === 'promised' || one.status === 'reopened' ? ('attention' as const) : ('done' as const),
    when: formatInstantDate(lang, one.submittedAt),
    note: one.history.map(step => whyOf(lang, step)).find(Boolean),
    isDemo: one.isDemo,
  }
}
