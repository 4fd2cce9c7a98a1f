import { IntlMessageFormat } from 'intl-messageformat'
import type { Refusal } from '../result.ts'
import { LANGUAGES, type Lang } from './languages.ts'

export type Values = Readonly<Record<string, string | number>>
/** Puts a key into words; ICU plurals and placeholders take `values`. */
export type Translate<Key extends string = string> = (key: Key, values?: Values) => string
export interface Words<Key extends string> {
  /** The words of one language. */
  (lang: Lang): Translate<Key> & {
    /** The words for a refusal; its code is the key. An unknown code is shown as it is, so that it can be reported. */
    refusal: (refusal: Refusal) => string
    /** Whether a key exists, for keys made from data such as `kind.${kind}`. */
    has: (key: string) => key is Key
    /** For keys made from data: the words, or the key itself where none exist. */
    data: (key: string, values?: Values) => string
  }
  readonly messages: Readonly<Record<Lang, Readonly<Record<Key, string>>>>
}

// CLDR's Russian for KG differs in currency only; numbers inside messages follow the plain languages.
const LOCALE: Record<Lang, string> = { ky: 'ky', ru: 'ru', en: 'en-GB' }

/**
 * A feature's words from its `messages/{ky,ru,en}.json`. All three files carry the same keys
 * (tests/words.test.ts compares keys and placeholders).
 */
export function defineWords<const En extends Readonly<Record<string, string>>>(messages: {
  ky: Readonly<Record<keyof En & string, string>>
  ru: Readonly<Record<keyof En & string, string>>
  en: En
}): Words<keyof En & string> {
  type Key = keyof En & string
  const byLang = Object.fromEntries(
    LANGUAGES.map(lang => {
      const texts = new Map<string, string>(Object.entries(messages[lang] as Record<string, string>))
      const compiled = new Map<string, IntlMessageFormat>()
      const translate = (key: string, values?: Values): string => {
        const text = texts.get(key)
        if (text === undefined) return key
        if (!text.includes('{') && !text.includes("'")) return text
        let format = compiled.get(key)
        if (!format) {
          format = new IntlMessageFormat(text, LOCALE[lang], undefined, { ignoreTag: true })
          compiled.set(key, format)
        }
        return String(format.format({ ...values }))
      }
      const t = Object.assign(translate as Translate<Key>, {
        refusal: (refusal: Refusal) => translate(refusal.code, refusal.values),
        has: (key: string): key is Key => texts.has(key),
        data: translate,
      })
      return [lang, t]
    }),
  ) as Record<Lang, ReturnType<Words<Key>>>
  return Object.assign((lang: Lang) => byLang[lang], { messages: messages as Words<Key>['messages'] })
}
