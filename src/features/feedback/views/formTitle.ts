import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { words as shared } from '#ui/words.ts'
import { type Catalogue, catalogueItem } from '../rules/catalogue.ts'
import type { Answers, Step } from '../rules/formSteps.ts'
import { words } from '../words.ts'

/** The page's title: its question, and first of all that something is to be mended. */
export function formTitle(lang: Lang, step: Step, answers: Answers, refusals: readonly Refusal[]): string {
  const t = words(lang)
  const which = answers.about === 'budget' || answers.about === 'delegatedPower' ? answers.about : 'service'
  const question = step === 'which' ? t(`form.which.${which}.q`) : t(`form.${step}.q`)
  return refusals.length > 0 ? `${shared(lang)('error.summary', { count: refusals.length })}: ${question}` : question
}

/** Where the error summary leads to on one page: a refusal of all ratings to the first of them. */
export function errorFields(step: Step, answers: Answers, catalogue: Catalogue): Record<string, string> {
  const first = catalogueItem(catalogue, answers.which ?? '')?.criteria[0]
  return step === 'ratings' && first ? { ratings: `ratings.${first}` } : {}
}
