import type { IsoDate } from '../dates.ts'
import { dateInBishkek, ZONE } from '../dates.ts'
import type { Tyiyn } from '../money.ts'
import type { Lang } from './languages.ts'

// ru-KG, since plain ru writes "KGS"; CLDR's numeric Kyrgyz dates put the day before the month and are never used.
const LOCALE: Record<Lang, string> = { ky: 'ky-KG', ru: 'ru-KG', en: 'en-GB' }
const NBSP = '\u00A0'
const SOM: Record<Lang, string> = { ky: 'сом', ru: 'сомов', en: 'som' }
// Russian counts: 1 сом, 3 сома, 5 сомов, 1,5 сома.
const RU_SOM: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'сом', few: 'сома', many: 'сомов', other: 'сома' }
const ruPlural = new Intl.PluralRules('ru')
const somWord = (lang: Lang, som: number): string =>
  lang === 'ru' ? (RU_SOM[ruPlural.select(Math.abs(som))] ?? SOM.ru) : SOM[lang]
const UNDER_ONE: Record<Lang, string> = { ky: '1%дан аз', ru: `менее${NBSP}1${NBSP}%`, en: `under${NBSP}1%` }
// ICU prints a hyphen before what is below zero; lines break after a hyphen, and never after a minus.
const withMinus = (text: string): string => text.replaceAll('-', '\u2212')
const SCALE: Record<Lang, { million: string; thousand: string; billion: string }> = {
  ky: { billion: 'млрд', million: 'млн', thousand: 'миң' },
  ru: { billion: 'млрд', million: 'млн', thousand: 'тыс.' },
  en: { billion: 'billion', million: 'million', thousand: 'thousand' },
}
const KY_MONTHS = [
  'январы', 'февралы', 'марты', 'апрели', 'майы', 'июну', 'июлу', 'августу', 'сентябры', 'октябры', 'ноябры', 'декабры',
] // prettier-ignore

const numberFormats = new Map<string, Intl.NumberFormat>()
function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options)
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(LOCALE[lang], options)
    numberFormats.set(key, format)
  }
  return format
}

/** 1234567.5 → "1 234 567,5" (ky, ru), "1,234,567.5" (en). */
export const formatNumber = (lang: Lang, value: number, fractionDigits = 0): string =>
  withMinus(numberFormat(lang, { minimumFractionDigits: 0, maximumFractionDigits: fractionDigits }).format(value))

/** Share 0…1 → "45,7 %". */
export const formatPercent = (lang: Lang, share: number, fractionDigits = 0): string =>
  withMinus(numberFormat(lang, { style: 'percent', maximumFractionDigits: fractionDigits }).format(share))

/** A part of a whole in whole percent; what is there but would round to nothing is "1%дан аз", "менее 1 %", "under 1%". */
export const formatShare = (lang: Lang, share: number): string =>
  share > 0 && share < 0.005 ? UNDER_ONE[lang] : formatPercent(lang, share)

/** The exact amount: "74 957 700 сом", "3 403 сома", with tyiyn only where there are any. */
export const formatMoney = (lang: Lang, amount: Tyiyn): string =>
  `${formatSom(lang, amount)}${NBSP}${somWord(lang, amount / 100)}`

/** The exact amount without the currency's name, for tables whose heading names it. */
export const formatSom = (lang: Lang, amount: Tyiyn): string =>
  withMinus(
    numberFormat(lang, { minimumFractionDigits: amount % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(amount / 100),
  )

/** An amount as people say it: "74,9 млн сом", "820,9 миң сом", "4 210 сом". */
export function formatMoneyShort(lang: Lang, amount: Tyiyn): string {
  const som = amount / 100
  const size = Math.abs(som)
  const scaled = (divisor: number, word: string) => {
    const value = som / divisor
    const digits = Math.abs(value) < 100 ? 1 : 0
    return `${formatNumber(lang, value, digits)}${NBSP}${word}${NBSP}${SOM[lang]}`
  }
  if (size >= 999_950_000) return scaled(1e9, SCALE[lang].billion)
  if (size >= 999_950) return scaled(1e6, SCALE[lang].million)
  if (size >= 10_000) return scaled(1e3, SCALE[lang].thousand)
  return `${formatNumber(lang, som)}${NBSP}${somWord(lang, Math.round(som))}`
}

/** A calendar date in words: "2013-жылдын 11-июну", "11 июня 2013 г.", "11 June 2013". */
export function formatDate(lang: Lang, date: IsoDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (lang === 'ky') return `${year}-жылдын ${Number(day)}-${KY_MONTHS[Number(month) - 1]}`
  return new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

/** An instant as date and time in Bishkek: "2013-жылдын 11-июну, 14:05". */
export function formatInstant(lang: Lang, at: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(at)
  return `${formatDate(lang, dateInBishkek(at))}, ${time}`
}
/** Only the date of an instant, in Bishkek. */
export const formatInstantDate = (lang: Lang, at: Date): string => formatDate(lang, dateInBishkek(at))

/** `2026-Q3` → "2026-жылдын 3-кварталы", "3 квартал 2026 г.", "Q3 2026". */
export function formatQuarter(lang: Lang, quarter: string): string {
  const [year, q = ''] = quarter.split('-Q')
  return { ky: `${year}-жылдын ${q}-кварталы`, ru: `${q} квартал ${year} г.`, en: `Q${q} ${year}` }[lang]
}

const collators: Partial<Record<Lang, Intl.Collator>> = {}
/** Orders names as the language's alphabet does; ң ө ү stand in their places in all three. */
export const compareNames = (lang: Lang) => {
  const collator = (collators[lang] ??= new Intl.Collator(lang))
  return (a: string, b: string): number => collator.compare(a, b)
}
