import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { Cycle } from '../rules/cycle.ts'
import { phaseOf } from '../rules/phases.ts'

const TABS = ['cycle', 'how', 'proposals', 'vote', 'results', 'projects'] as const
export type CycleTab = (typeof TABS)[number]

/** Parts of a cycle that there is something to see of by now; the open one is always among them. */
export function tabsOf(lang: Lang, cycle: Cycle, now: Date, open: CycleTab): { tab: CycleTab; href: string }[] {
  const begun = (at: Date | undefined) => at !== undefined && at <= now
  const [voting, results] = [phaseOf(cycle.phases, 'voting'), phaseOf(cycle.phases, 'results')]
  const shown: Record<CycleTab, boolean> = {
    cycle: true,
    how: true,
    proposals: true,
    vote: begun(voting?.startsAt) && !begun(voting?.endsAt),
    results: begun(voting?.endsAt),
    projects: begun(results?.endsAt) || begun(phaseOf(cycle.phases, 'implementation')?.startsAt),
  }
  const href: Record<CycleTab, string> = {
    cycle: paths.cycle(lang, cycle.id),
    how: paths.cycle(lang, cycle.id, 'how'),
    proposals: paths.proposals(lang, cycle.id),
    vote: paths.vote(lang, cycle.id),
    results: paths.results(lang, cycle.id),
    projects: paths.cycle(lang, cycle.id, 'projects'),
  }
  return TABS.filter(tab => tab === open || shown[tab]).map(tab => ({ tab, href: href[tab] }))
}
