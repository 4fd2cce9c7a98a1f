import type { Content } from 'pdfmake/interfaces'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { formatDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { type Cycle, inLanguage } from '../cycles/rules/cycle.ts'
import { words } from '../words.ts'
import { type KeySheet, SHEETS, sheetLines } from './rules/keySheet.ts'

const LAKE = '#0B5563'
const INK = '#211B16'
const STONE = '#6B625A'
const LINE = '#D9D1C6'

/**
 * The three sheets, each on a page of its own: the lines to type, the same as a code to scan, what the sheet is worth, and room
 * for who holds it. It exists in this answer only.
 */
export function printKeySheets(
  lang: Lang,
  made: {
    readonly cycle: Cycle
    readonly municipality: Municipality
    readonly sheets: readonly KeySheet[]
  },
  at: Date,
): Promise<Buffer> {
  const t = words(lang)
  return makePdf({
    pageSize: 'A4',
    pageMargins: [48, 44, 48, 40],
    info: { title: t('key.sheet.title', { number: 1, of: SHEETS }), author: made.municipality.names[lang], creator: 'Ashar' },
    defaultStyle: { color: INK, lineHeight: 1.2, fontSize: 12 },
    content: made.sheets.flatMap((sheet, page) => pageOf(lang, made, sheet, at, page > 0)),
  })
}

function pageOf(
  lang: Lang,
  { cycle, municipality }: { readonly cycle: Cycle; readonly municipality: Municipality },
  sheet: KeySheet,
  at: Date,
  next: boolean,
): Content[] {
  const t = words(lang)
  const lines = sheetLines(sheet)
  const rule: Content = { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 2, lineColor: LAKE }] }
  const blank = (label: string): Content => ({
    columns: [
      { width: 120, text: pdfText(label), color: STONE },
      {
        width: '*',
        margin: [0, 14, 0, 0],
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: 370, y2: 0, lineWidth: 0.7, lineColor: STONE }],
      },
    ],
    margin: [0, 6, 0, 4],
  })
  return [
    { text: pdfText(municipality.names[lang]), color: STONE, ...(next ? { pageBreak: 'before' } : {}) },
    { text: pdfText(inLanguage(cycle.titles, lang)), fontSize: 14, margin: [0, 2, 0, 6] },
    { text: pdfText(t('key.sheet.title', { number: sheet.number, of: SHEETS })), fontSize: 22, bold: true, color: LAKE },
    {
      text: pdfText(t('key.sheet.mark', { key: sheet.keyId, date: formatDate(lang, dateInBishkek(at)) })),
      color: STONE,
      margin: [0, 2, 0, 10],
    },
    ...(cycle.isDemo ? [{ text: pdfText(t('key.sheet.demo')), color: STONE, margin: [0, 0, 0, 8] as never }] : []),
    rule,
    {
      margin: [0, 14, 0, 12],
      columns: [
        {
          width: '*',
          table: {
            body: lines.map((line, row) => [
              { text: `${row + 1}.`, font: 'Latin', fontSize: 13, color: STONE, margin: [0, 5, 4, 0] },
              ...line.split(' ').map(group => ({
                text: group,
                font: 'Latin',
                fontSize: 20,
                bold: true,
                characterSpacing: 2,
                margin: [6, 0, 6, 0] as never,
              })),
            ]),
          },
          layout: {
            hLineWidth: () => 0.7,
            vLineWidth: () => 0,
            hLineColor: () => LINE,
            paddingTop: () => 4,
            paddingBottom: () => 2,
          },
        },
        { width: 150, qr: lines.join('').replaceAll(' ', ''), fit: 150, foreground: INK },
      ],
    },
    { text: pdfText(t('key.sheet.letters')), fontSize: 10.5, color: STONE, margin: [0, 0, 0, 12] },
    { text: pdfText(t('key.sheet.worth')), fontSize: 15, bold: true, margin: [0, 0, 0, 6] },
    ...(['two', 'apart', 'copy', 'lost', 'until'] as const).map((one): Content => ({
      text: pdfText(`• ${t(`key.sheet.${one}`)}`),
      margin: [0, 0, 0, 5],
    })),
    { text: '', margin: [0, 10, 0, 0] },
    blank(t('key.sheet.holder')),
    blank(t('key.sheet.place')),
    blank(t('key.sheet.signature')),
  ]
}
