import { toString as qrSvg } from 'qrcode'
import { dateInBishkek } from '#platform/dates.ts'
import { formatDate, formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Catalogue } from '../rules/catalogue.ts'
import { workingDaysAfter } from '../rules/keeping.ts'
import type { Status } from '../rules/kinds.ts'
import type { SeenFeedback } from '../rules/visibility.ts'
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
} as const satisfies Record<Status, string>

/** Until when an answer can be expected, as far as the law is known here. */
export function answerHint(lang: Lang, catalogue: Catalogue, submittedAt: Date): string {
  const { answerWorkingDays, legalBasis } = catalogue.answering
  return words(lang)('next.answer', {
    date: formatDate(lang, workingDaysAfter(dateInBishkek(submittedAt), answerWorkingDays)),
    days: answerWorkingDays,
    basis: legalBasis[lang],
  })
}

/** The steps of a word as the time line shows them, newest first. */
export function timelineOf(lang: Lang, seen: SeenFeedback) {
  const t = words(lang)
  return seen.history.map((step, at) => ({
    title: t.data(`status.${step.status}`),
    when: formatInstant(lang, step.at),
    datetime: step.at.toISOString(),
    who: t.data(`by.${step.by}`),
    note: whyOf(lang, step),
    state: at === 0 && step.status !== 'received' ? ('done' as const) : ('past' as const),
  }))
}

/** What happens after the sending, sentence by sentence. */
export function nextSteps(lang: Lang, catalogue: Catalogue, seen: SeenFeedback): string[] {
  const t = words(lang)
  const hasText = seen.text !== undefined
  return [
    t('next.registered'),
    ...(hasText ? [t(seen.moderation === 'waiting' ? 'next.moderation' : 'next.private')] : []),
    ...(Object.keys(seen.ratings).length > 0 ? [t('next.ratings')] : []),
    ...(hasText ? [answerHint(lang, catalogue, seen.submittedAt)] : []),
    t('next.track'),
  ]
}
