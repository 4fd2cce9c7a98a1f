import { err, ok, type Result } from '#platform/result.ts'

/** What stands for words that were left out of a published text. */
export const MARK = '[…]'

/** A stretch of the original: kept as it is, or left out. */
export interface Stretch {
  readonly kept: boolean
  readonly text: string
}

/** Words, numbers, blanks, and every other character by itself: the smallest parts that can be left out. */
const TOKEN = /\[…\]|\p{L}[\p{L}\p{M}]*|\p{N}+|\s+|./gsu
const tokensOf = (text: string): string[] => text.match(TOKEN) ?? []
const isBlank = (token: string): boolean => /^\s+$/.test(token)

/** For each token of `from`, whether it is part of the longest common sequence with `to`; and the tokens of `to` that are not. */
function common(from: readonly string[], to: readonly string[]): { kept: boolean[]; added: string[] } {
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < from.length - head && tail < to.length - head && from[from.length - 1 - tail] === to[to.length - 1 - tail])
    tail += 1
  const [a, b] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)]
  const width = b.length + 1
  const best = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] =
        a[i] === b[j]
          ? (best[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
  const kept = from.map((_, index) => index < head || index >= from.length - tail)
  const added: string[] = []
  for (let i = 0, j = 0; j < b.length || i < a.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      kept[head + i] = true
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || (best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0))) i += 1
    else added.push(b[j++] ?? '')
  }
  return { kept, added }
}

/** Blanks at both ends of what is left out stay, and blanks alone are never left out. */
function settleBlanks(tokens: readonly string[], kept: boolean[]): void {
  for (let at = 0; at < tokens.length; at += 1) {
    if (kept[at]) continue
    let end = at
    while (end < tokens.length && !kept[end]) end += 1
    let [first, last] = [at, end - 1]
    while (first <= last && isBlank(tokens[first] ?? '')) kept[first++] = true
    while (last >= first && isBlank(tokens[last] ?? '')) kept[last--] = true
    at = end
  }
}

/**
 * The original cut down to what an editor left of it. The editor may only take away: whole words, numbers or signs, with or
 * without writing […] in their place; each gap is marked. Blanks follow the original. Refuses a text with anything new in it
 * (`moderation.added`), one that leaves out nothing, and one that leaves nothing.
 */
export function maskText(
  original: string,
  edited: string,
): Result<
  { readonly published: string; readonly stretches: readonly Stretch[] },
  'moderation.added' | 'moderation.nothingRemoved' | 'moderation.nothingLeft'
> {
  const tokens = tokensOf(original)
  const { kept, added } = common(tokens, tokensOf(edited.replaceAll('[...]', MARK)))
  const news = added.filter(token => !isBlank(token) && token !== MARK)
  if (news.length > 0) return err('moderation.added', { path: 'publishedText', values: { words: news.slice(0, 8).join(' ') } })
  settleBlanks(tokens, kept)
  if (!tokens.some((token, index) => kept[index] && !isBlank(token) && token !== MARK))
    return err('moderation.nothingLeft', { path: 'publishedText' })
  if (!kept.includes(false)) return err('moderation.nothingRemoved', { path: 'publishedText' })
  const stretches: { kept: boolean; text: string }[] = []
  for (const [index, token] of tokens.entries()) {
    const last = stretches.at(-1)
    if (last && last.kept === kept[index]) last.text += token
    else stretches.push({ kept: kept[index] === true, text: token })
  }
  return ok({ published: stretches.map(one => (one.kept ? one.text : MARK)).join(''), stretches })
}

/** The original in stretches, as a published part of it shows them: for the comparison on the desk. */
export function stretchesOf(original: string, published: string): readonly Stretch[] {
  const masked = maskText(original, published)
  return masked.ok ? masked.value.stretches : [{ kept: original === published, text: original }]
}
