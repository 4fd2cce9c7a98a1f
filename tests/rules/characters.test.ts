import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SUBSETS, unicodeRange } from '#src/styles/fonts/subsets.ts'

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => ending.test(path))

/** Signs that phones draw well themselves: line ends, and marks that stand alone. */
const LEFT_TO_THE_PHONE = new Set(['\n', '\t', '\r', '\u200b', '\u00ad', '\u202f', '→', '←', '↑', '↓', '✓', '≤', '≥', '⃀'])
const covered = new Set(SUBSETS.flatMap(subset => [...subset.characters]))

describe('the cut fonts', () => {
  it.each([
    ['messages', filesUnder('src', /messages[/\\](ky|ru|en)\.json$/)],
    ['prose and catalogues', filesUnder('content', /\.(md|ya?ml)$/)],
  ])('have every character of %s', (_, paths) => {
    expect(paths.length).toBeGreaterThan(0)
    const missing = paths.flatMap(path =>
      [...new Set(readFileSync(path, 'utf8'))]
        .filter(one => !covered.has(one) && !LEFT_TO_THE_PHONE.has(one))
        .map(one => `${path}: ${one} U+${one.codePointAt(0)?.toString(16)}`),
    )
    expect(missing).toEqual([])
  })

  it('hold the letters that only Kyrgyz has, in both weights, within 32 kB together', () => {
    for (const letter of 'ңөүҢӨҮ') expect(covered.has(letter)).toBe(true)
    const fonts = filesUnder('public/fonts', /\.woff2$/)
    expect(fonts).toHaveLength(SUBSETS.length * 2)
    expect(fonts.reduce((sum, path) => sum + readFileSync(path).length, 0)).toBeLessThan(32_000)
  })

  it('are offered for exactly what they hold', () => {
    expect(unicodeRange('cab№')).toBe('U+61-63, U+2116')
    const css = readFileSync('src/styles/parts/fonts.css', 'utf8').replace(/\s+/g, ' ').toUpperCase()
    for (const subset of SUBSETS) expect(css).toContain(unicodeRange(subset.characters).toUpperCase())
  })
})
