import type { Refusal } from '#platform/result.ts'

/** What a page answers to a refused form. */
export function statusOf(refusals: readonly Refusal[]): number {
  const has = (code: string) => refusals.some(one => one.code === code)
  if (has('forbidden')) return 403
  if (has('edited.meanwhile') || has('practice.withDpi') || has('practice.notNow')) return 409
  return has('form.tooLarge') ? 413 : 422
}
