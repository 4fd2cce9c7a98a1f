import { inflateSync } from 'node:zlib'

/** A stream of an object, unpacked; undefined where the object has none. */
function streamOf(object: string): string | undefined {
  const from = object.indexOf('stream\n')
  if (from < 0) return undefined
  const raw = Buffer.from(object.slice(from + 7, object.lastIndexOf('\nendstream')), 'latin1')
  return object.slice(0, from).includes('/FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1')
}
const unicode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map(unit => String.fromCharCode(Number.parseInt(unit, 16))).join('')

/** What a font's glyphs stand for, from its ToUnicode table as pdfkit writes it. */
function glyphsOf(table: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, first = '', values = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [at, one] of [...values.matchAll(/<([0-9a-f]*)>/g)].entries())
      glyphs.set((Number.parseInt(first, 16) + at).toString(16).padStart(4, '0'), unicode(one[1] ?? ''))
  return glyphs
}

/** The words of each page of a PDF that the portal made, in the order they are drawn: what somebody reads who holds the print. */
export function pdfWords(pdf: Uint8Array): string[][] {
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of Buffer.from(pdf)
    .toString('latin1')
    .matchAll(/(?<=\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body)
  const at = (id: string | undefined): string => objects.get(id ?? '') ?? ''
  const referred = (object: string, name: string): string | undefined => new RegExp(`/${name} (\\d+) 0 R`).exec(object)?.[1]
  const tree = [...objects.values()].find(one => one.includes('/Type /Pages')) ?? ''
  return [...(/\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const page = at(id)
    const fonts = new Map(
      [...at(referred(page, 'Resources')).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => [
        name,
        glyphsOf(streamOf(at(referred(at(font), 'ToUnicode'))) ?? ''),
      ]),
    )
    let glyphs: Map<string, string> | undefined
    const words: string[] = []
    for (const [, font, shown] of (streamOf(at(referred(page, 'Contents'))) ?? '').matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (font) glyphs = fonts.get(font)
      const hex = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/g)].map(one => one[1]).join('')
      const word = (hex.match(/.{4}/g) ?? []).map(glyph => glyphs?.get(glyph) ?? '\uFFFD').join('')
      if (word.trim() !== '') words.push(word.trim())
    }
    return words
  })
}
