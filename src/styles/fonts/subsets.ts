const span = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')

/** The characters that the portal writes, by the file of Golos Text that has them. ң ө ү are only in cyrillic-ext. */
export const SUBSETS = [
  { name: 'latin', source: 'latin', characters: `${span(0x20, 0x7e)}\u00a0«»·×°“”„‘’–—…•−` },
  { name: 'cyrillic', source: 'cyrillic', characters: `${span(0x410, 0x44f)}Ёё№` },
  { name: 'kyrgyz', source: 'cyrillic-ext', characters: 'ңөүҢӨҮ' },
] as const

/** `U+20-7E, U+A0` for a string of characters. */
export function unicodeRange(characters: string): string {
  const codes = [...new Set([...characters].map(one => one.codePointAt(0) ?? 0))].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (last && last[1] === code - 1) last[1] = code
    else runs.push([code, code])
  }
  const hex = (code: number) => code.toString(16).toUpperCase()
  return runs.map(([from, to]) => `U+${hex(from)}${from === to ? '' : `-${hex(to)}`}`).join(', ')
}
