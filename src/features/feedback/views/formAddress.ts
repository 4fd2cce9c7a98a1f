import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { Step } from '../rules/formSteps.ts'

/** Address of one page of the form; from the check one comes back to the check. */
export function formAddress(lang: Lang, place: string, step: Step, more: { fromCheck?: boolean; over?: boolean } = {}): string {
  const query = new URLSearchParams({
    step,
    ...(more.fromCheck && step !== 'check' ? { from: 'check' } : {}),
    ...(more.over ? { over: '1' } : {}),
  })
  return `${paths.giveFeedback(lang, place)}?${query}`
}
