import type { FrozenContent } from '../../cycles/rules/frozen.ts'

/** When ballots are taken by code and eID, as it was frozen: from the first instant up to and without the second. */
export function votingWindow(content: Pick<FrozenContent, 'phases'>): { readonly from: Date; readonly until: Date } | undefined {
  const voting = content.phases.find(one => one.kind === 'voting')
  return voting && { from: new Date(voting.startsAt), until: new Date(voting.onlineEndsAt ?? voting.endsAt) }
}

export function takesBallots(content: Pick<FrozenContent, 'phases' | 'rules'>, now: Date): boolean {
  const window = votingWindow(content)
  const { code, eid } = content.rules.vote.channels
  return window !== undefined && (code || eid) && window.from <= now && now < window.until
}
