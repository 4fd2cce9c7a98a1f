import { readCode } from '#features/participatory-budgeting/voters/rules/code.ts'
import { pdfWords } from '../pdfWords.ts'

/** A group of four characters, which a line of a PDF may hold in pieces. */
const GROUP = '((?:[0-9A-Z] ?){4})'
const whole = (groups: readonly string[]): string[] => groups.map(one => one.replaceAll(' ', ''))

/** The lines of each key sheet, as somebody types them who holds the print. */
export const sheetsOf = (pdf: Buffer): string[] =>
  pdfWords(pdf).map(words => {
    const lines = [...words.join(' ').matchAll(new RegExp(`\\b[1-6]\\. ${GROUP} ?${GROUP} ?${GROUP}`, 'g'))]
    return lines.map(line => whole(line.slice(1)).join(' ')).join('\n')
  })

/** The codes on printed slips. */
export const codesOf = (pdf: Buffer): string[] => {
  const halves = [
    ...pdfWords(pdf)
      .flat()
      .join(' ')
      .matchAll(new RegExp(`${GROUP}– ${GROUP}`, 'g')),
  ].map(half => whole(half.slice(1)))
  return halves
    .flatMap((half, at) => [...half, ...(halves[at + 1] ?? [])].join('-'))
    .filter((code, at) => at % 2 === 0 && readCode(code) !== undefined)
}
