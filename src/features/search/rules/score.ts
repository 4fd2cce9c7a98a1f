import { type AskedWord, closeness } from './query.ts'

/** A match as it is put in order; texts are folded. */
export interface Candidate {
  readonly id: number
  readonly kind: string
  readonly subjectId: string
  readonly lang: string
  readonly municipalityId: string | null
  readonly at: string | null
  readonly title: string
  readonly body: string
}

const TITLE = 8
const MOST_COUNTED = 5

/**
 * How well a text answers a query: a word in the title weighs eight times, its fifth repeat in the text no more, words that
 * stand together as they were typed weigh most. The engines' own ranks choose whom to look at; this one is the same on both.
 */
export function scoreOf({ title, body }: Pick<Candidate, 'title' | 'body'>, asked: readonly AskedWord[]): number {
  const phrase = ` ${asked.map(one => one.word).join(' ')} `
  const [inTitle, inBody] = [` ${title} `, ` ${body} `]
  let score = 0
  let allInTitle = true
  for (const word of asked) {
    const [best = 0] = closest(inTitle, word)
    if (best === 0) allInTitle = false
    score += best * TITLE + closest(inBody, word).reduce((sum, close) => sum + close, 0)
  }
  if (allInTitle) score += TITLE / 2
  if (asked.length > 1 && inTitle.includes(phrase)) score += TITLE
  if (asked.length > 1 && inBody.includes(phrase)) score += TITLE / 2
  // Where two say the same, the one that says little else is about it.
  return score - Math.min(1, title.split(' ').length / 40)
}

/** How close the words of a text with a space at either end come to a query's word: the five closest, the best first. */
function closest(text: string, asked: AskedWord): number[] {
  const found = new Map<number, number>()
  for (const start of [...asked.exact, ...asked.starts])
    for (let at = text.indexOf(` ${start}`); at >= 0; at = text.indexOf(` ${start}`, at + 1))
      if (!found.has(at)) found.set(at, closeness(text.slice(at + 1, text.indexOf(' ', at + 1)), asked))
  return [...found.values()].sort((a, b) => b - a).slice(0, MOST_COUNTED)
}

/**
 * Matches in the order in which they are shown, each thing once: those in the reader's language first, then the better
 * answer, then the newer thing.
 */
export function inOrder(candidates: readonly Candidate[], asked: readonly AskedWord[], lang: string): Candidate[] {
  const scored = candidates.map(one => ({ one, score: Math.round(scoreOf(one, asked) * 100), other: one.lang === lang ? 0 : 1 }))
  scored.sort(
    (a, b) =>
      a.other - b.other ||
      b.score - a.score ||
      compare(b.one.at ?? '', a.one.at ?? '') ||
      compare(a.one.kind, b.one.kind) ||
      compare(a.one.subjectId, b.one.subjectId) ||
      compare(a.one.lang, b.one.lang),
  )
  const seen = new Set<string>()
  return scored.flatMap(({ one }) => {
    const key = `${one.kind} ${one.subjectId}`
    if (seen.has(key)) return []
    seen.add(key)
    return [one]
  })
}

/**
 * At most so many of each kind, for an overview; of things that are called alike in one municipality, as a line of its
 * budgets year after year, only the first.
 */
export function firstOfEach(ordered: readonly Candidate[], most: number): Candidate[] {
  const counts = new Map<string, number>()
  const alike = new Set<string>()
  return ordered.filter(one => {
    const name = `${one.kind} ${one.municipalityId} ${one.title}`
    const count = counts.get(one.kind) ?? 0
    if (count >= most || alike.has(name)) return false
    counts.set(one.kind, count + 1)
    alike.add(name)
    return true
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
