import { foldText } from '#platform/fold.ts'
import { stemsOf } from './stems.ts'

/** One word of a query, folded; what a text's words are compared with. */
export interface AskedWord {
  readonly word: string
  /** A word of a text is it. */
  readonly exact: readonly string[]
  /** A word of a text begins with one of them; the word itself first, then without its endings. */
  readonly starts: readonly string[]
}

const LONGEST_QUERY = 300
const LONGEST_WORD = 40
const MOST_WORDS = 8
/** What a sentence holds together and nobody looks for. */
const SMALL = new Set(
  foldText('жана менен үчүн боюнча же да де и в на по для о об от до из с со к ко у за при the of and in on for to a an').split(
    ' ',
  ),
)

/** Text as words that search compares: `№5` is 5, not "no5". */
export const foldWords = (text: string): string => foldText(text.replaceAll('№', ' '))

/**
 * The words of what somebody typed; none where there is neither letter nor digit in it. Quotes, operators and signs mean
 * nothing. Of what is endless the beginning counts.
 */
export function readQuery(typed: string): readonly AskedWord[] {
  const all = foldWords([...typed.slice(0, LONGEST_QUERY)].join(''))
    .split(' ')
    .filter(word => word !== '')
    .map(word => [...word].slice(0, LONGEST_WORD).join(''))
  const telling = all.filter(word => !SMALL.has(word))
  const words = [...new Set(telling.length > 0 ? telling : all)].slice(0, MOST_WORDS)
  return words.map(word => {
    // Two letters or a number begin too much to say anything.
    if (word.length < 3 || /^\p{N}+$/u.test(word)) return { word, exact: [word], starts: [] }
    return { word, exact: [], starts: [word, ...stemsOf(word)] }
  })
}

/** How well a word of a text fits a word of a query: 1 the same, 0.8 it begins so, 0.5 with another ending, 0 not. */
export function closeness(folded: string, asked: AskedWord): number {
  if (folded === asked.word) return 1
  const [first, ...stems] = asked.starts
  if (first !== undefined && folded.startsWith(first)) return 0.8
  return stems.some(stem => folded.startsWith(stem)) ? 0.5 : 0
}
