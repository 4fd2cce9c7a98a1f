import { isLang, type Lang } from '#platform/i18n/languages.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { Refusal } from '#platform/result.ts'
import { words as common } from '#ui/words.ts'

/** The operator's language: English, unless the system's own (`LC_ALL`, `LC_MESSAGES`, `LANG`, as ICU reads them) is another. */
export function operatorLanguage(): Lang {
  const lang = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale).language
  return isLang(lang) ? lang : 'en'
}

/** Refusals in the operator's language: a room's words, then those that all rooms share. */
export const refusalWords =
  <Key extends string>(room: Words<Key>, lang: Lang) =>
  (refusal: Refusal): string =>
    room(lang).has(refusal.code) ? room(lang).refusal(refusal) : common(lang).refusal(refusal)
