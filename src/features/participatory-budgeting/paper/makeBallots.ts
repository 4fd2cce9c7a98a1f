import type { Content } from 'pdfmake/interfaces'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { ballotSheet, INK, type Printed, type Sheet } from './ballotSheet.ts'

const MARGINS = [36, 26, 36, 26] as [number, number, number, number]
/** Height of an A4 page within the margins, in points. */
const INNER = 841.89 - MARGINS[1] - MARGINS[3]
const SCALES = [1.35, 1.15, 1, 0.9, 0.8, 0.7]
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

/**
 * Ballots to print: two on a page where both halves hold one, else one, in letters as large as fit. How they fit is tried with
 * one page, since all ballots are equally long.
 */
export async function makeBallots(printed: Printed, sheets: readonly Sheet[]): Promise<Buffer> {
  const trial = (sheet: Sheet | undefined): Sheet[] => (sheet ? [sheet, sheet] : [])
  for (const scale of [1, 0.95])
    if (pagesOf(await draw(printed, trial(sheets[0]), scale, 2)) === 1) return draw(printed, sheets, scale, 2)
  for (const scale of SCALES)
    if (pagesOf(await draw(printed, trial(sheets[0]).slice(1), scale, 1)) === 1) return draw(printed, sheets, scale, 1)
  return draw(printed, sheets, SCALES.at(-1) ?? 1, 1)
}

function draw(printed: Printed, sheets: readonly Sheet[], scale: number, perPage: 1 | 2): Promise<Buffer> {
  const half = perPage === 2 ? INNER / 2 - 10 : undefined
  const pages = Array.from({ length: Math.ceil(sheets.length / perPage) }, (_, at) =>
    sheets.slice(at * perPage, (at + 1) * perPage),
  )
  const content = pages.map((page, at): Content => ({
    ...(at > 0 ? { pageBreak: 'before' } : {}),
    ...(half === undefined
      ? { stack: page.flatMap(sheet => ballotSheet(printed, sheet, scale)) }
      : {
          table: {
            widths: ['*'],
            heights: page.map(() => half),
            dontBreakRows: true,
            body: page.map(sheet => [{ stack: ballotSheet(printed, sheet, scale) }]),
          },
          layout: {
            // Where the page is cut in two.
            hLineWidth: (line: number) => (line === 1 ? 0.6 : 0),
            hLineStyle: () => ({ dash: { length: 1, space: 4 } }),
            vLineWidth: () => 0,
            paddingLeft: () => 0,
            paddingRight: () => 0,
            paddingTop: (row: number) => (row === 1 ? 12 : 0),
            paddingBottom: () => 0,
          },
        }),
  }))
  const sample = sheets.some(one => one.serial === undefined)
  return makePdf({
    pageSize: 'A4',
    pageMargins: MARGINS,
    info: { title: printed.titles.ky, author: printed.municipality.ky, creator: 'Ashar' },
    defaultStyle: { color: INK },
    ...(sample ? { watermark: { text: 'ОБРАЗЕЦ', font: 'Cyrillic', color: INK, opacity: 0.07, bold: true } } : {}),
    content: content.length > 0 ? content : [{ text: pdfText(' ') }],
  })
}
