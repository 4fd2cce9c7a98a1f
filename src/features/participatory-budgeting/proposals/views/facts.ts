import { formatMoneyShort } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { inLanguage, type Cycle } from '../../cycles/rules/cycle.ts'
import { words } from '../../words.ts'
import type { Proposal, VoteStanding } from '../rules/proposal.ts'
import { outcomeOf, type Review } from '../rules/review.ts'

/** The area a proposal is for, where a cycle has several. */
export function areaName(lang: Lang, cycle: Pick<Cycle, 'areas'>, areaId: string | undefined): string | undefined {
  if (cycle.areas.length < 2) return undefined
  const area = cycle.areas.find(one => one.id === areaId)
  return area ? inLanguage(area.names, lang) : words(lang)('proposal.whole')
}

/** What it costs: the office's price once it is out, else what its author thinks. */
export function costFact(
  lang: Lang,
  proposal: Pick<Proposal, 'roughCost'>,
  review: Review | undefined,
): { label: string; value: string } | undefined {
  const t = words(lang)
  if (review?.price !== undefined) return { label: t('proposal.field.price'), value: formatMoneyShort(lang, review.price) }
  if (proposal.roughCost === undefined) return undefined
  return { label: t('proposal.field.cost'), value: formatMoneyShort(lang, proposal.roughCost) }
}

const STANDING_TONES = { onBallot: 'info', funded: 'done', notFunded: 'neutral' } as const satisfies Record<VoteStanding, string>

/** Where it stands, in a word, with its tone. */
export function standingTag(
  lang: Lang,
  proposal: Pick<Proposal, 'state'>,
  review: Review | undefined,
  standing?: VoteStanding | undefined,
): { label: string; tone: 'neutral' | 'info' | 'attention' | 'done' } | undefined {
  const t = words(lang)
  if (proposal.state === 'waiting') return { label: t('proposal.state.waiting'), tone: 'attention' }
  if (proposal.state !== 'listed') return { label: t(`proposal.state.${proposal.state}`), tone: 'neutral' }
  if (standing) return { label: t(`proposal.standing.${standing}`), tone: STANDING_TONES[standing] }
  const outcome = review && outcomeOf(review)
  if (outcome === undefined) return undefined
  return outcome === 'accepted'
    ? { label: t('proposal.filter.feasible'), tone: 'done' }
    : { label: t('proposal.standing.refused'), tone: 'neutral' }
}
