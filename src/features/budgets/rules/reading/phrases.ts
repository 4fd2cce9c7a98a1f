import { foldForSearch } from '#platform/fold.ts'
import type { MoneyUnit } from '#platform/money.ts'
import type { Side } from '../budget.ts'

/*
 * What offices write in Kyrgyz, Russian and English, recognised in any spelling that `foldForSearch` folds together:
 * Kyrgyz letters typed as Russian ones, Latin look-alikes, legacy signs.
 */
const fold = (phrases: readonly string[]): readonly string[] => phrases.map(foldForSearch)
/** Whether one of the phrases stands in the text, each of its words begun by the phrase's ("киреше" finds "кирешелери"). */
const finder = (phrases: readonly string[]) => {
  const folded = fold(phrases)
  return (text: string): boolean => folded.some(phrase => ` ${text} `.includes(` ${phrase}`))
}
const wordSet = (words: readonly string[]) => new Set(fold(words).flatMap(word => word.split(' ')))

const REVENUE = ['киреше', 'доход', 'revenue', 'income']
const EXPENDITURE = ['чыгаша', 'чыгым', 'расход', 'expenditure', 'expense', 'spending']
const hasRevenue = finder(REVENUE)
const hasExpenditure = finder(EXPENDITURE)
const startsSide = [...fold(REVENUE), ...fold(EXPENDITURE)]

/** The one side a text speaks of; undefined where it names both or none. */
export function sideIn(text: string): Side | undefined {
  const folded = foldForSearch(text)
  const [revenue, expenditure] = [hasRevenue(folded), hasExpenditure(folded)]
  return revenue === expenditure ? undefined : revenue ? 'revenue' : 'expenditure'
}

// Words that may stand beside "revenue" in the name of a whole side.
const BESIDE = wordSet([
  'бюджет', 'бюджеттин', 'бюджети', 'бюджетинин', 'бөлүгү', 'бөлүк', 'боюнча', 'болуп', 'миң', 'сом', 'сомдор', 'бюджета', 'бюджету',
  'часть', 'по', 'сумма', 'суммасы', 'всех', 'все', 'тыс', 'тысяч', 'тысячах', 'сомов', 'сомах', 'в', 'of', 'the', 'budget', 'side', 'part',
  'in', 'all', 'amount', 'thousand', 'million', 'млн', 'kgs', 'som',
]) // prettier-ignore
// Whose budget it is; without the word "budget" these name a line: "Жергиликтүү кирешелер", "local revenue".
const WHOSE = wordSet([
  'жергиликтүү',
  'айыл',
  'айылдык',
  'аймагынын',
  'өкмөтүнүн',
  'шаардык',
  'местного',
  'местный',
  'городского',
  'local',
])
const namesBudget = finder(['бюджет', 'budget'])
/** Words that say more than that a side or its total is meant. */
const tellingWords = (words: readonly string[]): string[] => {
  const ofBudget = namesBudget(words.join(' '))
  return words.filter(word => !BESIDE.has(word) && !(ofBudget && WHOSE.has(word)))
}
const TOTAL = wordSet([
  'бардыгы',
  'баары',
  'жыйынтыгы',
  'жыйынтык',
  'жыйынды',
  'жами',
  'итого',
  'всего',
  'итог',
  'total',
  'subtotal',
])
// "Жалпы" is total beside a side's name, and an adjective elsewhere: "жалпы багыттагы мамлекеттик кызматтар".
const MAYBE_TOTAL = wordSet(['жалпы', 'жалпысынан', 'бардык', 'общий', 'общая', 'общие', 'grand', 'overall'])

/** The words of a row's name, without the number or letter it is counted by ("I. Кирешелер", "2) Чыгашалар"). */
const wordsOf = (name: string): string[] =>
  foldForSearch(name.replace(/^\s*(?:[IVXІХ]{1,4}|\d{1,2}|[а-яa-z])\s*[.)]\s*/iu, ''))
    .split(' ')
    .filter(Boolean)
const isSideWord = (word: string): boolean => startsSide.some(start => word.startsWith(start))

/** "Кирешелер", "II. РАСХОДЫ местного бюджета": the name of a side and nothing else. */
export function sideHeading(name: string): Side | undefined {
  const rest = tellingWords(wordsOf(name)).filter(word => !MAYBE_TOTAL.has(word) && !TOTAL.has(word))
  return rest.length > 0 && rest.every(isSideWord) ? sideIn(name) : undefined
}

/**
 * A printed total: of a side or of the whole table (`all`), or of a group of lines ("Итого по налогам").
 * Undefined for any other name.
 */
export function totalIn(name: string): { side: Side | undefined; of: 'all' | 'group' } | undefined {
  const words = wordsOf(name)
  const rest = tellingWords(words).filter(word => !isSideWord(word))
  const others = rest.filter(word => !TOTAL.has(word) && !MAYBE_TOTAL.has(word))
  const edges = [words[0] ?? '', words.at(-1) ?? '', rest.at(-1) ?? '']
  if (edges.some(word => TOTAL.has(word))) return { side: sideIn(name), of: others.length === 0 ? 'all' : 'group' }
  return rest.length > 0 && others.length === 0 ? { side: sideIn(name), of: 'all' } : undefined
}

const OF_WHICH =
  /(?:анын|алардын|ошонун)\s+ичин(?:де|ен)|в\s+том\s+числе|(?<!\p{L})в\s*т\s*\.?\s*ч(?!\p{L})\.?|из\s+них|of\s+which|including/iu
/** "анын ичинде киреше салыгы": what stands before and after the words that open a part. */
export function ofWhichIn(name: string): { before: string; after: string } | undefined {
  const found = OF_WHICH.exec(name)
  if (!found) return undefined
  const trim = (text: string) => text.replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, '')
  return { before: trim(name.slice(0, found.index)), after: trim(name.slice(found.index + found[0].length)) }
}

const hasDelegated = finder(['ыйгарым укук', 'делегирован', 'delegated'])
export const isDelegatedName = (name: string): boolean => hasDelegated(foldForSearch(name))
/** What the amounts near this text are in; `million` is known and not read. */
export function unitIn(text: string): MoneyUnit | 'million' | undefined {
  const folded = foldForSearch(text)
  if (/(^|\s)(млн|миллион\S*) (сом|кгс)/.test(folded)) return 'million'
  if (/(^|\s)(мин|тис|тисяч\S*|тхоусанд\S*|000) (сом|кгс|с(\s|$))|кгс (тхоусанд|000)/.test(folded)) return 'thousandSom'
  return /(^|\s)(сом|сомдо|сомдор|сомов|сома|сомах|сомми|кгс)(\s|$)/.test(folded) ? 'som' : undefined
}

/** Years (1991…2100) that a text names. */
export const yearsIn = (text: string): number[] =>
  [...text.matchAll(/(?<!\d)(199[1-9]|20\d\d|2100)(?!\d)/g)].map(match => Number(match[1]))

export type Period = 'q1' | 'q2' | 'q3' | 'q4' | 'h1' | '9m' | 'month'
export function periodIn(text: string): Period | undefined {
  const folded = foldForSearch(text)
  if (/(^|\s)(9|тогуз|девять|нине) (аи|месяц|монтх)/.test(folded)) return '9m'
  if (/(^|\s)(6|алти|шесть) (аи|месяц)|жарим жил|полугоди|халф/.test(folded)) return 'h1'
  const quarter =
    /(^|\s)([1-4]|i|ii|iii|iv|и|ии|иии|ив) (чи |и |и и )?(квартал|чеирек|куартер)/.exec(folded) ??
    /(^|\s)к([1-4])(\s|$)/.exec(folded)
  if (quarter) return (['q1', 'q2', 'q3', 'q4'] as const)[quarterNumber(quarter[2] ?? '') - 1]
  if (/(^|\s)(3|уч|три) (аи|месяц)/.test(folded)) return 'q1'
  return /(^|[^\d\s]\s)(январ|феврал|март|апрел|маи|июн|июл|август|сентябр|октябр|ноябр|декабр)/.test(folded)
    ? 'month'
    : undefined
}
const quarterNumber = (text: string): number =>
  /^\d$/.test(text) ? Number(text) : text === 'ив' || text === 'iv' ? 4 : text.length

const finds = {
  ignored: finder([
    'процент', 'пайыз', 'четтөө', 'отклонени', 'айырма', 'разниц', 'difference', 'салыштырма', 'удельный вес', 'үлүш', 'доля', 'share',
    'темп', 'рост', 'өсүш', 'percent', 'калдык', 'остаток на',
  ]), // prettier-ignore
  note: finder(['эскертүү', 'примечани', 'note', 'remark', 'комментар', 'түшүндүрмө', 'пояснени']),
  functional: finder(['функц', 'functional', 'cofog']),
  economic: finder([
    'экономикалык',
    'экономическ',
    'economic',
    'gfs',
    'бюджеттик классификация',
    'бюджетной классификации',
    'кбк',
    'бкк',
  ]),
  code: finder(['код', 'коду', 'code', 'шифр']),
  name: finder([
    'аталыш', 'аты', 'наименовани', 'названи', 'көрсөткүч', 'показател', 'стать', 'берене', 'name', 'item', 'description', 'түрлөр', 'виды',
    'мазмун', 'багыт', 'направлени', 'source of', 'line', 'киреше булактары', 'источник',
  ]), // prettier-ignore
  actual: finder([
    'факт', 'иш жүзүндө', 'аткар', 'исполн', 'кассов', 'кассалык', 'actual', 'executed', 'execution', 'outturn', 'келип түшкөн', 'түшкөн',
    'поступил', 'поступлени',
  ]), // prettier-ignore
  draft: finder(['долбоор', 'проект', 'draft', 'proposed']),
  amended: finder(['такталган', 'уточн', 'amended', 'revised']),
  approved: finder(['бекитилген', 'утвержд', 'approved', 'adopted']),
  forecast: finder(['болжол', 'прогноз', 'forecast', 'outlook', 'projection']),
  plan: finder(['план', 'пландаштырылган', 'plan', 'бюджет', 'budget']),
  amount: finder(['сумма', 'суммасы', 'amount', 'сом', 'kgs']),
}

export type Phase = 'draft' | 'approved' | 'amended' | 'forecast'
export type Heading =
  | { readonly role: 'number' | 'name' | 'code' | 'economic' | 'functional' | 'note' | 'ignored' | 'side' }
  | { readonly role: 'plan'; readonly phase?: Phase | undefined }
  | { readonly role: 'actual' | 'amount' }

/** What a column's heading says it holds; undefined where it is no heading that is known. */
export function headingOf(text: string): Heading | undefined {
  if (/^\s*(№|n|no|nr)\s*[.°º]?\s*(п\s*\/\s*п|к\s*\/\s*н)?\s*$/iu.test(text) || /^\s*(п\/п|к\/н|#)\s*$/iu.test(text))
    return { role: 'number' }
  const folded = foldForSearch(text)
  if (text.includes('%') || finds.ignored(folded)) return { role: 'ignored' }
  if (finds.note(folded)) return { role: 'note' }
  if (finds.functional(folded)) return { role: 'functional' }
  if (finds.economic(folded)) return { role: 'economic' }
  if (finds.code(folded)) return { role: 'code' }
  if (/^(тараб|тарап|side$|сиде$)/.test(folded)) return { role: 'side' }
  if (finds.actual(folded)) return { role: 'actual' }
  for (const phase of ['draft', 'amended', 'approved', 'forecast'] as const)
    if (finds[phase](folded)) return { role: 'plan', phase }
  if (finds.name(folded) || sideHeading(text)) return { role: 'name' }
  if (finds.plan(folded)) return { role: 'plan' }
  if (finds.amount(folded)) return { role: 'amount' }
  if (/^(на )?(199\d|20\d\d)( (жил|жили|жилга|год|г|year))?( .*)?$/.test(folded) && folded.length < 40) return { role: 'amount' }
  return undefined
}
