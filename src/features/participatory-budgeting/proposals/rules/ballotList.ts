import type { Tyiyn } from '#platform/money.ts'
import type { Area } from '../../cycles/rules/cycle.ts'
import type { FrozenProject } from '../../cycles/rules/frozen.ts'
import type { Proposal } from './proposal.ts'
import { outcomeOf, type Review } from './review.ts'

/** Its titles for the ballot: the author's own words in their language, the office's translations in the others. */
export const titlesOf = ({ title, language, titles }: Pick<Proposal, 'title' | 'language' | 'titles'>): Proposal['titles'] => ({
  ...titles,
  [language]: titles[language] ?? title,
})

/** What a project may cost: the pot of its area; one on every area's ballot has to fit into each. */
export function potOf(areas: readonly Pick<Area, 'id' | 'pot'>[], areaId: string | undefined): Tyiyn {
  const pots = areas.filter(one => areaId === undefined || one.id === areaId).map(one => one.pot)
  return (pots.length === 0 ? 0 : Math.min(...pots)) as Tyiyn
}

/** What stands between an accepted answer and the ballot; undefined where nothing does. */
export function whyNotOnBallot(
  one: Pick<Proposal, 'state' | 'areaId' | 'supports'>,
  review: Review | undefined,
  cycle: { readonly areas: readonly Pick<Area, 'id' | 'pot'>[]; readonly supportNeeded: number },
): 'notListed' | 'notReleased' | 'notAccepted' | 'noPrice' | 'overPot' | 'support' | undefined {
  if (one.state !== 'listed') return 'notListed'
  if (!review?.releasedAt) return 'notReleased'
  if (outcomeOf(review) !== 'accepted') return 'notAccepted'
  if (!review.price) return 'noPrice'
  if (review.price > potOf(cycle.areas, one.areaId)) return 'overPot'
  return one.supports < cycle.supportNeeded ? 'support' : undefined
}

/**
 * What stands on the ballot: listed, released as eligible and feasible, with a price its pot can pay, and supported by as many as
 * the rules ask. Sorted by id, as it is frozen. A title without Kyrgyz stands in the words it was written in.
 */
export function ballotList(
  candidates: readonly { readonly proposal: Proposal; readonly review?: Review | undefined }[],
  cycle: { readonly areas: readonly Pick<Area, 'id' | 'pot'>[]; readonly supportNeeded: number },
): FrozenProject[] {
  return candidates
    .flatMap(({ proposal, review }): FrozenProject[] => {
      if (whyNotOnBallot(proposal, review, cycle) || !review?.price) return []
      const { ky = proposal.title, ru, en } = titlesOf(proposal)
      const titles = { ky, ...(ru === undefined ? {} : { ru }), ...(en === undefined ? {} : { en }) }
      const { id, areaId } = proposal
      return [{ id, titles, price: review.price, ...(areaId === undefined ? {} : { area: areaId }) }]
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
