import { isLang, type Lang } from '#platform/i18n/languages.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { Refusal } from '#platform/result.ts'
import { words as common } from '#ui/words.ts'

/** The operator's language: English, unless the system's own (`LC_ALL`, `LC_MESSAGES`, `LANG`) is Kyrgyz or Russian. */
export function operatorLanguage(env: Readonly<Record<string, string | undefined>> = process.env): Lang {
  const lang = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2).toLowerCase()
  return isLang(lang) ? lang : 'en'
}

/** Refusals in the operator's language: a room's words, then those that all rooms share. */
export const refusalWords =
  <Key extends string>(room: Words<Key>, lang: Lang) =>
  (refusal: Refusal): string =>
    room(lang).has(refusal.code) ? room(lang).refusal(refusal) : common(lang).refusal(refusal)
