import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffPart, lineDiff, wordDiff } from '#platform/textDiff.ts'
import { diffHtml } from '#ui/diffHtml.ts'

const without = (kind: DiffPart['kind'], parts: readonly DiffPart[]) =>
  parts
    .filter(part => part.kind !== kind)
    .map(part => part.text)
    .join('')
const text = fc
  .array(fc.constantFrom('суу', 'жол', ' ', '\n', ', ', '5', 'ө', '\r\n', '\t'), { maxLength: 40 })
  .map(parts => parts.join(''))

describe('a diff in a page', () => {
  it('names what went and came in hidden words, adds no space, and lets no text become an element', () => {
    const parts = wordDiff('Жолго 5 <b>', 'Жолго 6 <b>')
    const html = diffHtml(parts, { removed: 'алынды', added: 'кошулду', lang: 'ky' })
    expect(html).toContain('<del><span class="ds-sr-only" lang="ky">[алынды: </span>5<span')
    expect(html).toContain('<ins><span class="ds-sr-only" lang="ky">[кошулду: </span>6<span')
    expect(html).toContain('&lt;b&gt;')
    const words = html.replace(/<span class="ds-sr-only"[^>]*>[^<]*<\/span>/g, '').replace(/<del>.*?<\/del>|<[^>]*>/g, '')
    expect(words).toBe('Жолго 6 &lt;b&gt;')
  })
})

describe('what changed between two texts', () => {
  it.each([
    ['line by line', lineDiff],
    ['word by word', wordDiff],
  ])('%s, holds both texts whole', (_name, diff) => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diff(before, after)
        expect(without('added', parts)).toBe(before)
        expect(without('removed', parts)).toBe(after)
      }),
    )
  })
  it('names the words that went and came', () => {
    expect(wordDiff('Жолго 5 миллион сом', 'Жолго 6 миллион сом').filter(part => part.kind !== 'same')).toEqual([
      { kind: 'removed', text: '5' },
      { kind: 'added', text: '6' },
    ])
  })
  it('is nothing but sameness for one text', () => {
    expect(lineDiff('бир\nэки\n', 'бир\nэки\n').every(part => part.kind === 'same')).toBe(true)
    expect(wordDiff('', '')).toEqual([])
  })
  it('ends in time where nothing is alike', () => {
    const words = (from: number) => Array.from({ length: 20_000 }, (_, at) => `w${from + at}`).join(' ')
    const started = performance.now()
    const parts = wordDiff(words(0), words(50_000))
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(without('added', parts)).toBe(words(0))
  }, 20_000)
})
