import type { Tyiyn } from '#platform/money.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { Cycle } from '../../cycles/rules/cycle.ts'

/** What its author writes. */
export interface ProposalContent {
  readonly title: string
  readonly text: string
  readonly areaId?: string | undefined
  readonly placeName?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  readonly roughCost?: Tyiyn | undefined
}

/**
 * What is kept of a proposal for a cycle: its area, which is settled where there is only one. Refuses an area that is missing
 * or another cycle's, and a cost over what the rules or the largest pot allow.
 */
export function fitProposal<T extends ProposalContent>(
  content: T,
  cycle: Pick<Cycle, 'areas' | 'rules'>,
): Result<T & { readonly areaId: string | undefined }, 'proposal.area' | 'proposal.overMost'> {
  const { areas, rules } = cycle
  const areaId = content.areaId ?? (areas.length === 1 ? areas[0]?.id : undefined)
  const area = areas.find(one => one.id === areaId)
  const refusals: Refusal<'proposal.area' | 'proposal.overMost'>[] = []
  if (!area && areas.length > 0) refusals.push({ code: 'proposal.area', path: 'area' })
  const most = Math.min(rules.propose.maxCost ?? Number.POSITIVE_INFINITY, area?.pot ?? Number.POSITIVE_INFINITY)
  if (content.roughCost !== undefined && content.roughCost > most)
    refusals.push({ code: 'proposal.overMost', path: 'roughCost', values: { most: most / 100 } })
  return refusals.length > 0 ? errs(refusals) : ok({ ...content, areaId })
}
