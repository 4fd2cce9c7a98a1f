import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'

// Golos Text comes in a file for each script; ң ө ү are in that of the Cyrillic extension only.
const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@fontsource/golos-text/package.json')), 'files')
const FACES = { Latin: 'latin', Cyrillic: 'cyrillic', Kyrgyz: 'cyrillic-ext' } as const
type Face = keyof typeof FACES
const file = (face: Face, weight: 400 | 600) => join(FOLDER, `golos-text-${FACES[face]}-${weight}-normal.woff`)

let ready = false
/** Once: faces by script; a document reads these files and nothing else, from the disk or the network. */
function prepare(): void {
  if (ready) return
  const faces = (Object.keys(FACES) as Face[]).map(face => [face, { normal: file(face, 400), bold: file(face, 600) }] as const)
  pdfmake.setFonts(Object.fromEntries(faces))
  pdfmake.setLocalAccessPolicy(path => path.startsWith(FOLDER))
  pdfmake.setUrlAccessPolicy(() => false)
  ready = true
}

const faceOf = (character: string): Face | undefined =>
  /[ңөүҢӨҮ]/.test(character)
    ? 'Kyrgyz'
    : /[\u0400-\u04FF№]/.test(character)
      ? 'Cyrillic'
      : /\s/.test(character)
        ? undefined
        : 'Latin'

/** Text in pieces, each in the face that has its letters; a word of two pieces is not broken between them. */
export function pdfText(text: string): { text: string; font: Face }[] {
  const pieces: { text: string; font: Face }[] = []
  for (const character of text) {
    const last = pieces.at(-1)
    const font = faceOf(character) ?? last?.font ?? 'Latin'
    if (last?.font === font) last.text += character
    else pieces.push({ text: character, font })
  }
  return pieces
}

/** A PDF with its fonts inside. All text of the content goes through `pdfText`. */
export function makePdf(document: Omit<TDocumentDefinitions, 'content'> & { readonly content: Content }): Promise<Buffer> {
  prepare()
  return pdfmake.createPdf({ ...document, defaultStyle: { font: 'Cyrillic', ...document.defaultStyle } }).getBuffer()
}
