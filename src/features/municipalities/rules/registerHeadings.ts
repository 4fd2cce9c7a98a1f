import { foldForSearch } from '#platform/fold.ts'

export const REGISTER_COLUMNS = ['soate', 'ky', 'ru', 'en', 'kind', 'parent', 'population', 'populationDate'] as const
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number]

const folded = (list: string): string[] => list.split(', ').map(foldForSearch)
/** Beginnings of words in Kyrgyz, Russian and English headings. */
const WORDS = {
  parent: folded('жогорку, өйдөңкү, кайда кирет, ата-эне, вышестоящ, родител, входит, parent'),
  code: folded('соате, soate, код, code'),
  people: folded('калк, жашоочу, тургун, населен, численност, жител, population, people'),
  day: folded('дата, датасы, күнү, по состоянию, date, as of'),
  kind: folded('түрү, тип, вид, деңгээл, уровен, статус, kind, type, level'),
  ky: folded('кыргызча, кыргыз тилинде, кыргызск, киргизск, kyrgyz, ky'),
  ru: folded('орусча, орус тилинде, русск, russian, ru'),
  en: folded('англисче, англис тилинде, английск, english, en'),
  nameKy: folded('аталыш, аты'),
  nameRu: folded('наименован, назван'),
  nameEn: folded('name'),
} as const

const says = (heading: string, words: readonly string[]): boolean => words.some(word => ` ${heading}`.includes(` ${word}`))

/** What a heading of the register names, in any of the three languages; undefined for columns that are not read. */
export function registerColumn(heading: string): RegisterColumn | undefined {
  const text = foldForSearch(heading)
  if (says(text, WORDS.parent)) return 'parent'
  if (says(text, WORDS.people)) return says(text, WORDS.day) ? 'populationDate' : 'population'
  if (says(text, WORDS.day)) return 'populationDate'
  if (says(text, WORDS.code)) return 'soate'
  if (says(text, WORDS.kind)) return 'kind'
  for (const language of ['ky', 'ru', 'en'] as const) if (says(text, WORDS[language])) return language
  if (says(text, WORDS.nameKy)) return 'ky'
  if (says(text, WORDS.nameRu)) return 'ru'
  return says(text, WORDS.nameEn) ? 'en' : undefined
}
