import { formatInstant, formatInstantDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { words } from '../../words.ts'
import type { Cycle } from '../rules/cycle.ts'
import { phaseOf } from '../rules/phases.ts'
import { votesOnline } from '../rules/publishable.ts'
import { lastMoment } from '../rules/standing.ts'

/** Until when one votes, said in the same words wherever it is said: online to the minute, and the days of the polling points. */
export function votingEnds(lang: Lang, { phases, rules }: Pick<Cycle, 'phases' | 'rules'>): string[] {
  const t = words(lang)
  const voting = phaseOf(phases, 'voting')
  if (!voting) return []
  const { startsAt, endsAt, onlineEndsAt = endsAt } = voting
  const to = (at: Date) => formatInstant(lang, lastMoment(at))
  const online = votesOnline(rules)
  const said = online ? [t('cycle.ends.online', { until: to(onlineEndsAt) })] : []
  if (!rules.vote.channels.paper) return said
  if (!online) return [t('cycle.ends.paperOnly', { until: to(endsAt) })]
  // Polling points open when voting online has ended.
  const days = [onlineEndsAt < endsAt ? onlineEndsAt : startsAt, lastMoment(endsAt)].map(at => formatInstantDate(lang, at))
  return [...said, t('cycle.ends.paper', { days: [...new Set(days)].join(' – ') })]
}
