import { toString as qrSvg } from 'qrcode'
import { formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
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
  answered: 'done',
  promised: 'attention',
  done: 'done',
  reopened: 'attention',
  passedOn: 'info',
  merged: 'info',
} as const satisfies Record<Status, string>

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

/** What happens after the sending, sentence by sentence; only what this portal itself does. */
export function nextSteps(lang: Lang, seen: SeenFeedback): string[] {
  const t = words(lang)
  const waits = seen.moderation === 'waiting'
  return [
    t('next.received'),
    ...(seen.text === undefined ? [] : waits ? [t('next.moderation'), t('next.municipality')] : [t('next.private')]),
    ...(Object.keys(seen.ratings).length > 0 ? [t('next.ratings')] : []),
    t('next.track'),
  ]
}
