import { toString as qrSvg } from 'qrcode'
import { dateInBishkek } from '#platform/dates.ts'
import { formatDate, formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Status } from '../rules/kinds.ts'
import { type AnswerCase, lateness } from '../rules/answering.ts'
import type { FeedbackStep, KnownFeedback, SeenFeedback } from '../rules/visibility.ts'
import { whyOf } from '../whyOf.ts'
import { words } from '../words.ts'

/** A QR code of an address as SVG without styles, in black on nothing. */
export const qrOf = (address: string): Promise<string> => qrSvg(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })

export const TONES = {
  received: 'info',
  published: 'done',
  publishedInPart: 'done',
  notPublished: 'neutral',
  withdrawn: 'neutral',
  answered: 'done',
  promised: 'attention',
  done: 'done',
  reopened: 'attention',
  passedOn: 'info',
  merged: 'info',
  takenOver: 'done',
} as const satisfies Record<Status, string>

/** The steps of a word as the time line shows them, newest first. */
export function timelineOf(lang: Lang, seen: SeenFeedback) {
  const t = words(lang)
  return seen.history.map((step, at) => ({
    title: t.data(`status.${step.status}`),
    when: formatInstant(lang, step.at),
    datetime: step.at.toISOString(),
    who: t.data(`by.${step.by}`),
    ...said(lang, step, seen),
    state: at === 0 && step.status !== 'received' ? ('done' as const) : ('past' as const),
  }))
}

/** How a step names where it led. */
const STEP_TO: Partial<Record<Status, 'step.mergedInto' | 'step.takenAs'>> = {
  merged: 'step.mergedInto',
  takenOver: 'step.takenAs',
}

/** What a step says beside its title: to whom, until when, why, what its author says; and the answer given with it. */
export function said(lang: Lang, step: FeedbackStep, seen?: Pick<SeenFeedback, 'answer' | 'isAuthor'>) {
  const t = words(lang)
  const to = typeof step.to === 'object' ? step.to[lang] : step.to
  const lines = [
    step.outcome && t(`outcome.said.${step.outcome}`),
    to && t(STEP_TO[step.status] ?? 'step.to', { to }),
    step.promisedFor && t('step.until', { date: formatDate(lang, step.promisedFor) }),
    whyOf(lang, step),
  ]
  const { answer } = step
  const mark = answer?.isCorrected ? t('answer.corrected') : answer && !answer.isPublic ? t('answer.private') : undefined
  // The last answer stands above the history already.
  const quoted = answer && answer.id !== seen?.answer?.id
  return {
    note: lines.filter(Boolean).join('. ') || undefined,
    quote: quoted ? { text: answer.text, lang: answer.language, mark } : undefined,
  }
}

/** The same for the office: every step with the answer given with it, newest first. */
export function officeTimeline(lang: Lang, item: Pick<KnownFeedback, 'steps' | 'answers'>) {
  const t = words(lang)
  return item.steps
    .map(step => ({
      title: t.data(`status.${step.status}`),
      when: formatInstant(lang, step.at),
      datetime: step.at.toISOString(),
      who: t.data(`by.${step.by}`),
      ...said(lang, { ...step, answer: item.answers.find(answer => answer.id === step.answerId) }),
      state: 'past' as const,
    }))
    .toReversed()
}

/** When an answer is due, as its reader is told: what was promised, and the outer limit. */
export function dueOf(lang: Lang, one: AnswerCase | undefined, now: Date) {
  const t = words(lang)
  if (!one || one.nextOn === null) return undefined
  const late = lateness(one, dateInBishkek(now))
  return {
    late: late === 'none' ? undefined : t(`late.${late}`),
    isOverdue: late === 'overdue',
    own: one.state === 'waiting' && one.ownDueOn ? formatDate(lang, one.ownDueOn) : undefined,
    limit: one.state === 'waiting' && one.dueOn ? formatDate(lang, one.dueOn) : undefined,
    promised: one.state === 'promised' && one.promisedFor ? formatDate(lang, one.promisedFor) : undefined,
  }
}

/** What happens after the sending, sentence by sentence; only what this portal itself does. */
export function nextSteps(lang: Lang, seen: SeenFeedback): string[] {
  const t = words(lang)
  const waits = seen.moderation === 'waiting'
  return [
    t('next.received'),
    ...(seen.text === undefined ? [] : [t(waits ? 'next.moderation' : 'next.private')]),
    ...(seen.case?.dueOn ? [t('next.municipality')] : []),
    ...(Object.keys(seen.ratings).length > 0 ? [t('next.ratings')] : []),
    t('next.track'),
  ]
}
