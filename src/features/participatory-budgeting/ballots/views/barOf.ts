import { formatMoney } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import { words } from '../../words.ts'
import type { Left } from '../rules/left.ts'

/** What the bar under the ballot says, and how the script of the page says it anew. */
export interface Bar {
  readonly label: string
  readonly value: string
  readonly over: boolean
}

/** Before anything is chosen the bar says what there is: without a script it stays so while somebody chooses. */
export function emptyBar(lang: Lang, left: Left): Bar {
  const t = words(lang)
  if (left.of === 'choices') return { label: t('vote.bar.most'), value: String(left.most), over: false }
  const { value } = barOf(lang, left)
  return { label: t(left.of === 'money' ? 'vote.ballot.pot' : 'vote.ballot.pointsOf'), value, over: false }
}

export function barOf(lang: Lang, left: Left): Bar {
  const t = words(lang)
  switch (left.of) {
    case 'money': {
      const over = left.left < 0
      return { label: t(over ? 'vote.bar.over' : 'vote.bar.money'), value: formatMoney(lang, Math.abs(left.left) as Tyiyn), over }
    }
    case 'points': {
      const over = left.left < 0
      return { label: t(over ? 'vote.bar.over' : 'vote.bar.points'), value: String(Math.abs(left.left)), over }
    }
    case 'choices': {
      const { chosen: count, most } = left
      return { label: t('vote.bar.chosen'), value: t('vote.bar.of', { count, most }), over: count > most }
    }
  }
}
