import type { Lang } from '#platform/i18n/languages.ts'
import type { Reason } from './rules/moderation.ts'
import { words } from './words.ts'

/** Why words are not shown, or not whole: the reason chosen and what the moderator wrote; undefined where neither is. */
export function whyOf(
  lang: Lang,
  { reason, note }: { readonly reason?: Reason | null | undefined; readonly note?: string | null | undefined },
): string | undefined {
  const chosen = reason && reason !== 'other' ? words(lang)(`reason.${reason}`) : undefined
  return [chosen, note].filter(Boolean).join('. ') || undefined
}
