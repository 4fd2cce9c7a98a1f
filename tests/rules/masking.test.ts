import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARK, maskText, stretchesOf } from '#features/feedback/rules/masking.ts'

const published = (original: string, edited: string): string => {
  const result = maskText(original, edited)
  return result.ok ? result.value.published : result.refusals[0].code
}
const ORIGINAL = 'Суу жок. Асанов Бакытка 0555-123-456 чалдым, ал мага сөгүндү.\nЖооп керек.'

describe('publishing in part', () => {
  it.each([
    ['a number deleted', 'Суу жок. Асанов Бакытка чалдым, ал мага сөгүндү.\nЖооп керек.', 'Суу жок. Асанов Бакытка […] чалдым, ал мага сөгүндү.\nЖооп керек.'],
    ['a number replaced by hand', 'Суу жок. Асанов Бакытка […] чалдым, ал мага сөгүндү.\nЖооп керек.', 'Суу жок. Асанов Бакытка […] чалдым, ал мага сөгүндү.\nЖооп керек.'],
    ['dots typed as three', 'Суу жок. [...] 0555-123-456 чалдым, ал мага сөгүндү.\nЖооп керек.', 'Суу жок. […] 0555-123-456 чалдым, ал мага сөгүндү.\nЖооп керек.'],
    ['a whole part', 'Суу жок.\nЖооп керек.', 'Суу жок. […]\nЖооп керек.'],
    ['the beginning', 'Жооп керек.', '[…]\nЖооп керек.'],
    ['line ends as browsers write them', 'Суу жок.\r\n[…]', 'Суу жок. […]'],
  ])('marks each gap: %s', (_, edited, expected) => expect(published(ORIGINAL, edited)).toBe(expected)) // prettier-ignore

  it('adds nothing that the author did not write', () => {
    expect(maskText(ORIGINAL, ORIGINAL.replace('жок', 'бар'))).toMatchObject({
      refusals: [{ code: 'moderation.added', values: { words: 'бар' } }],
    })
    expect(published(ORIGINAL, `${ORIGINAL} Рахмат`)).toBe('moderation.added')
    expect(published('суу жок', 'жок суу')).toBe('moderation.added')
  })

  it('refuses to leave everything or nothing', () => {
    expect(published(ORIGINAL, ORIGINAL)).toBe('moderation.nothingRemoved')
    expect(published(ORIGINAL, ORIGINAL.replaceAll(' ', '  '))).toBe('moderation.nothingRemoved')
    expect(published(ORIGINAL, MARK)).toBe('moderation.nothingLeft')
    expect(published(ORIGINAL, ' ')).toBe('moderation.nothingLeft')
  })

  const texts = fc
    .array(fc.constantFrom('суу', 'жол', 'жок', '0555', '.', ',', ' ', '\n', '[…]', 'ң', '!'), { maxLength: 40 })
    .map(parts => parts.join(' '))
  it('whatever is taken away, what stays is the author’s, in the author’s order, and every gap is seen', () =>
    fc.assert(
      fc.property(texts, fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }), (original, keep) => {
        const edited = original
          .split(' ')
          .filter((_, index) => keep[index])
          .join(' ')
        const result = maskText(original, edited)
        if (!result.ok) return
        expect(result.value.stretches.map(one => one.text).join('')).toBe(original)
        let at = 0
        for (const { kept, text } of result.value.stretches)
          if (kept) {
            const found = original.indexOf(text, at)
            expect(found).toBeGreaterThanOrEqual(at)
            at = found + text.length
          }
        expect(result.value.stretches.map(one => (one.kept ? one.text : MARK)).join('')).toBe(result.value.published)
        expect(
          stretchesOf(original, result.value.published)
            .map(one => one.text)
            .join(''),
        ).toBe(original)
      }),
    ))

  it('is quick for the longest text', () => {
    const long = Array.from({ length: 800 }, (_, n) => `с${n}`).join(' ')
    const before = performance.now()
    expect(maskText(long, long.split(' ').reverse().slice(0, 400).reverse().join(' ')).ok).toBe(true)
    expect(performance.now() - before).toBeLessThan(1_000)
  })
})
