import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { Cycle } from '../rules/cycle.ts'
import type { NextStep } from '../rules/nextStep.ts'

/** Where the one thing to do now is done. */
export function stepHref(lang: Lang, { id }: Pick<Cycle, 'id'>, step: NextStep): string | undefined {
  switch (step) {
    case 'propose':
      return paths.newProposal(lang, id)
    case 'support':
    case 'look':
      return paths.proposals(lang, id)
    case 'vote':
    case 'voteOnPaper':
      return paths.vote(lang, id)
    case 'wait':
    case 'learn':
      return paths.cycle(lang, id, 'how')
    case 'checking':
      return paths.cycle(lang, id, 'rules')
    case 'results':
      return paths.results(lang, id)
    case 'follow':
      return paths.cycle(lang, id, 'projects')
    case 'over':
    case 'cancelled':
      return undefined
  }
}
