/** Kyrgyz first: it is the language of the original. */
export const LANGUAGES = ['ky', 'ru', 'en'] as const
export type Lang = (typeof LANGUAGES)[number]
export const isLang = (value: unknown): value is Lang => LANGUAGES.includes(value as Lang)

/** A language's own name, for the switch. */
export const LANGUAGE_NAMES: Record<Lang, string> = { ky: 'Кыргызча', ru: 'Русский', en: 'English' }

/** A reader's language: the cookie, then Accept-Language by its weights, then Kyrgyz. */
export const negotiateLang = (cookie: string | undefined, acceptLanguage: string | null): Lang =>
  isLang(cookie) ? cookie : (acceptedLang(acceptLanguage) ?? 'ky')

/** A program's language: Accept-Language by its weights, then English. Cookies are a browser's and say nothing of a program. */
export const apiLang = (acceptLanguage: string | null): Lang => acceptedLang(acceptLanguage) ?? 'en'

function acceptedLang(acceptLanguage: string | null): Lang | undefined {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map(parameter => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { lang: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(one => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(one => one.lang).find(isLang)
}
