import type { Payer, PracticeContent, PracticeFigure, PracticeWords } from '#db/schema/practices.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { isBefore } from './period.ts'

export const PAYERS = ['localBudget', 'republicanBudget', 'grant', 'residents', 'business'] as const satisfies readonly Payer[]
/** The parts of a practice's words, in the order they are read. */
export const PARTS = ['title', 'problem', 'solution', 'result'] as const satisfies readonly (keyof PracticeWords)[]
/** Rows of figures that a form has room for. */
export const MOST_FIGURES = 6
export const MOST_TITLE = 140
export const MOST_WORDS = 4_000

export const NO_CONTENT: PracticeContent = { texts: {}, shares: {}, figures: [], contact: {} }

/** The languages in which a practice can be read whole. */
export const languagesOf = (content: PracticeContent): Lang[] =>
  LANGUAGES.filter(lang => PARTS.every(part => (content.texts[lang]?.[part] ?? '') !== ''))

/**
 * The words for a reader, and the language they are in: the reader's where it is written whole, else Kyrgyz, else whichever
 * there is. A page says so where it is another.
 */
export function wordsFor(content: PracticeContent, lang: Lang): { readonly lang: Lang; readonly words: PracticeWords } {
  const chosen = [lang, ...languagesOf(content)].find(one => languagesOf(content).includes(one)) ?? 'ky'
  const { title = '', problem = '', solution = '', result = '' } = content.texts[chosen] ?? {}
  return { lang: chosen, words: { title, problem, solution, result } }
}

/** A title to call it by in lists of an office, where only a part may be written yet. */
export const titleOf = (content: PracticeContent, lang: Lang): string =>
  [lang, ...LANGUAGES].map(one => content.texts[one]?.title ?? '').find(title => title !== '') ?? ''

/** What a figure counts, in the language of the words around it where that is there. */
export const saidIn = (text: PracticeFigure['what'], lang: Lang): string => text[lang] ?? text.ky ?? text.ru ?? text.en ?? ''

export const sumOfShares = (content: PracticeContent): number =>
  PAYERS.reduce((sum, payer) => sum + (content.shares[payer] ?? 0), 0)

/** Paragraphs of a text: parted by empty lines. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map(one => one.trim())
    .filter(one => one !== '')

/**
 * What keeps a practice from being handed in, each with its field: Kyrgyz whole, another language whole or not at all,
 * a topic, the cost and a sum of shares that is the cost, whom it serves, when, one figure, and an office to ask.
 * Empty where nothing is missing.
 */
export function missingIn(content: PracticeContent): Refusal[] {
  const missing: Refusal[] = []
  const need = (path: string, code: string, there: boolean) => {
    if (!there) missing.push({ path, code })
  }
  need('topic', 'practice.topic.missing', content.topic !== undefined)
  for (const lang of LANGUAGES) {
    const words = content.texts[lang]
    const begun = PARTS.some(part => (words?.[part] ?? '') !== '')
    if (lang !== 'ky' && !begun) continue
    for (const part of PARTS)
      need(
        `texts.${lang}.${part}`,
        lang === 'ky' ? `practice.${part}.missing` : 'practice.translation.partly',
        Boolean(words?.[part]),
      )
  }
  need('cost', 'practice.cost.missing', content.cost !== undefined)
  if (content.cost !== undefined && sumOfShares(content) !== content.cost) need('cost', 'practice.shares.sum', false)
  need('covered', 'practice.covered.missing', content.covered !== undefined)
  need('from', 'practice.from.missing', content.from !== undefined)
  if (content.from && content.to && isBefore(content.to, content.from)) need('to', 'practice.to.beforeFrom', false)
  need(
    'figures.0.what.ky',
    'practice.figures.missing',
    content.figures.some(one => one.what.ky && one.after !== ''),
  )
  need('contact.office', 'practice.contact.office.missing', Boolean(content.contact.office))
  need('contact.phone', 'practice.contact.missing', Boolean(content.contact.phone ?? content.contact.email))
  return missing
}
