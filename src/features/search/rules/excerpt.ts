import { type AskedWord, closeness, foldWords } from './query.ts'

/** A piece of a text; a marked one is what was looked for. Never HTML. */
export interface Part {
  readonly text: string
  readonly marked: boolean
}

interface Hit {
  readonly from: number
  readonly to: number
  /** Which word of the query. */
  readonly word: number
}

const LONGEST = 220
const BEFORE = 60
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

/** Which word of a query a text's word is, -1 none; the results of one search say the same words again and again. */
const known = new WeakMap<readonly AskedWord[], Map<string, number>>()
function wordOf(text: string, asked: readonly AskedWord[]): number {
  const words = known.get(asked) ?? new Map<string, number>()
  known.set(asked, words)
  const found = words.get(text)
  if (found !== undefined) return found
  const folded = foldWords(text)
  const word = asked.findIndex(one => closeness(folded, one) > 0)
  words.set(text, word)
  return word
}

/**
 * Where the query's words stand in a text as it is written: "кенеш" is found in "Кеңешинин". Looks no further than `reach`
 * after the first place where all of them stand so near each other.
 */
function hitsIn(text: string, asked: readonly AskedWord[], reach = Number.POSITIVE_INFINITY): Hit[] {
  const hits: Hit[] = []
  const last = asked.map(() => Number.NEGATIVE_INFINITY)
  let until = Number.POSITIVE_INFINITY
  for (const match of text.matchAll(WORD)) {
    if (match.index > until) break
    const word = wordOf(match[0], asked)
    if (word < 0) continue
    const to = match.index + match[0].length
    hits.push({ from: match.index, to, word })
    last[word] = match.index
    if (until === Number.POSITIVE_INFINITY && to - Math.min(...last) < reach - BEFORE) until = match.index + reach
  }
  return hits
}

function partsOf(text: string, hits: readonly Hit[]): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { from, to } of hits) {
    if (from > at) parts.push({ text: text.slice(at, from), marked: false })
    parts.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false })
  return parts
}

/** A whole text with the query's words marked. */
export const markWords = (text: string, asked: readonly AskedWord[]): Part[] => partsOf(text, hitsIn(text, asked))

/** Of a longer text only so much is looked through. */
const MOST_READ = 20_000

/**
 * The stretch of a text that shows most of the query's words, at most 220 characters, cut between words; the beginning where
 * none stands in it. Line breaks become spaces.
 */
export function excerptOf(text: string, asked: readonly AskedWord[]): Part[] {
  const plain = text.slice(0, MOST_READ).replace(/\s+/gu, ' ').trim()
  const hits = hitsIn(plain, asked, LONGEST)
  if (plain.length <= LONGEST) return partsOf(plain, hits)
  const start = bestStart(hits)
  const from = start <= BEFORE ? 0 : wordStart(plain, start - BEFORE)
  const to = wordEnd(plain, from + LONGEST)
  const inside = hits
    .filter(hit => hit.from >= from && hit.to <= to)
    .map(hit => ({ ...hit, from: hit.from - from, to: hit.to - from }))
  const parts = partsOf(plain.slice(from, to), inside)
  if (from > 0) parts.unshift({ text: '… ', marked: false })
  if (to < plain.length) parts.push({ text: ' …', marked: false })
  return parts
}

/** The hit from which on most different words stand within one excerpt; the first of equals. */
function bestStart(hits: readonly Hit[]): number {
  let best = { at: 0, words: 0 }
  for (const [n, hit] of hits.entries()) {
    const words = new Set<number>()
    for (let next = n; next < hits.length && (hits[next]?.to ?? 0) - hit.from < LONGEST - BEFORE; next += 1)
      words.add(hits[next]?.word ?? 0)
    if (words.size > best.words) best = { at: hit.from, words: words.size }
  }
  return best.at
}

const wordStart = (text: string, at: number): number => {
  const space = text.indexOf(' ', at)
  return space < 0 || space > at + BEFORE ? at : space + 1
}
const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space < at - BEFORE ? at : space
}
