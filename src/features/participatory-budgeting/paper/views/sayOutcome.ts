import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { words } from '../../words.ts'
import type { numberedProjects, Outcome } from '../rules/keying.ts'

/** Why a ballot is spoiled, said to the commission: the rules' own refusals speak to a voter. */
export function sayWhy(lang: Lang, why: Refusal | undefined): string {
  const t = words(lang)
  if (!why) return t('paper.why.person')
  const key = why.code.replace('vote.', 'paper.why.')
  return t.has(key) ? t.data(key, why.values) : t('paper.why.other')
}

/** What a ballot counts as, with the numbers of its projects. */
export function sayOutcome(lang: Lang, outcome: Outcome, projects: ReturnType<typeof numberedProjects>): string {
  const t = words(lang)
  if (outcome.verdict === 'spoiled') return `${t('paper.verdict.spoiled')}. ${sayWhy(lang, outcome.why)}`
  if (outcome.verdict === 'blank') return t('paper.verdict.blank')
  return outcome.choices.map(choice => sayChoice(choice, projects)).join(', ')
}

export function sayChoice(
  choice: { readonly project: string; readonly points?: number },
  projects: ReturnType<typeof numberedProjects>,
): string {
  const number = String(projects.find(one => one.project.id === choice.project)?.number ?? '?')
  return choice.points === undefined ? number : `${number}: ${choice.points}`
}
