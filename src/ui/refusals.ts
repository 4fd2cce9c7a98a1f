import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { words } from './words.ts'

/** What a form's parts need of a room's words: its refusals, and whether a code is the room's own. */
export interface RefusalWords {
  readonly refusal: (refusal: Refusal) => string
  readonly has: (key: string) => boolean
}

/** A field's id in the page; the error summary links to it. */
export const fieldId = (name: string): string => `field-${name.replace(/\[\]$/, '').replace(/[^\w-]/g, '-')}`

/** The refusals of one field: its own path, or a place inside its value (`villages.0`). */
export function refusalsFor(name: string, refusals: readonly Refusal[] | undefined): readonly Refusal[] {
  const path = name.replace(/\[\]$/, '')
  return (refusals ?? []).filter(one => one.path === path || one.path?.startsWith(`${path}.`))
}

/** A refusal in the room's words, else in those that all rooms share. */
export const sayRefusal = (lang: Lang, t: RefusalWords | undefined, refusal: Refusal): string =>
  t?.has(refusal.code) ? t.refusal(refusal) : words(lang).refusal(refusal)
