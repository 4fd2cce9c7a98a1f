import type { Content } from 'pdfmake/interfaces'
import { toDataURL } from 'qrcode'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { formatInstantDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { type Cycle, inLanguage } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { words } from '../words.ts'
import type { Slip } from './rules/batch.ts'
import { printedCode } from './rules/code.ts'

const INK = '#211B16'
const LAKE = '#0B5563'
const STONE = '#6B625A'
const CUT = '#9A9086'
const [WIDTH, HEIGHT, ACROSS, DOWN] = [267, 262, 2, 3]
const MARGIN = [30, 22] as const

/** Both languages of the country stand on every slip: nobody knows in advance who draws which. */
const ON_SLIP = ['ky', 'ru'] as const satisfies readonly Lang[]

/**
 * A4 sheets of six slips to cut apart, each with its code in letters and as a picture for a phone, and how to vote with it. The
 * picture leads to the voting page; opening it spends nothing.
 */
export async function makeSlips(
  cycle: Cycle,
  municipality: Municipality,
  areaId: string,
  slips: readonly Slip[],
  siteUrl: string,
): Promise<Buffer> {
  // As pictures: drawn by the writer of the PDF from its squares, a thousand of them would hold up the server for a quarter of a minute.
  const codes = await Promise.all(
    slips.map(async slip => ({ ...slip, picture: await pictureOf(addressOf(cycle, siteUrl), slip.code) })),
  )
  const sheets = Array.from({ length: Math.ceil(slips.length / (ACROSS * DOWN)) }, (_, at) =>
    codes.slice(at * ACROSS * DOWN, (at + 1) * ACROSS * DOWN),
  )
  const draw = (slip: Drawn) => drawSlip(cycle, municipality, areaId, slip, siteUrl)
  return makePdf({
    pageSize: 'A4',
    pageMargins: [...MARGIN],
    info: { title: inLanguage(cycle.titles, 'ky'), author: municipality.names.ky, creator: 'Ashar' },
    defaultStyle: { color: INK, fontSize: 8.5, lineHeight: 1.1 },
    content: sheets.map((sheet, at): Content => ({
      pageBreak: at === 0 ? undefined : 'before',
      table: {
        widths: Array.from({ length: ACROSS }, () => WIDTH - 20),
        heights: Array.from({ length: Math.ceil(sheet.length / ACROSS) }, () => HEIGHT - 16),
        body: Array.from({ length: Math.ceil(sheet.length / ACROSS) }, (_, row) =>
          Array.from({ length: ACROSS }, (_, column) => {
            const slip = sheet[row * ACROSS + column]
            return slip ? draw(slip) : ''
          }),
        ),
      },
      layout: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
        hLineColor: () => CUT,
        vLineColor: () => CUT,
        hLineStyle: () => ({ dash: { length: 3 } }),
        vLineStyle: () => ({ dash: { length: 3 } }),
        paddingLeft: () => 10,
        paddingRight: () => 10,
        paddingTop: () => 8,
        paddingBottom: () => 8,
      },
    })),
  })
}

type Drawn = Slip & { readonly picture: string }
const addressOf = (cycle: Cycle, siteUrl: string): string => `${siteUrl}${paths.vote('ky', cycle.id)}`
const pictureOf = (address: string, code: string): Promise<string> =>
  toDataURL(`${address}?code=${printedCode(code)}`, { errorCorrectionLevel: 'M', margin: 0, scale: 6 })

function drawSlip(
  cycle: Cycle,
  municipality: Municipality,
  areaId: string,
  { serial, code, picture }: Drawn,
  siteUrl: string,
): Content {
  const area = cycle.areas.find(one => one.id === areaId)
  const voting = phaseOf(cycle.phases, 'voting')
  const until = voting?.onlineEndsAt ?? voting?.endsAt
  const address = addressOf(cycle, siteUrl)
  const last = until && new Date(until.getTime() - 1)
  return {
    stack: [
      {
        columns: [
          { width: '*', text: pdfText(municipality.names.ky), color: STONE },
          { width: 'auto', text: pdfText(`№ ${serial}`), bold: true, fontSize: 9.5 },
        ],
      },
      { text: pdfText(inLanguage(cycle.titles, 'ky')), bold: true, color: LAKE, fontSize: 9.5 },
      ...(area && cycle.areas.length > 1
        ? [{ text: pdfText([...new Set(ON_SLIP.map(lang => inLanguage(area.names, lang)))].join(' / ')), fontSize: 8.5 }]
        : []),
      {
        margin: [0, 6, 0, 5],
        columns: [
          { width: 84, stack: [{ image: picture, width: 80 }] },
          {
            width: '*',
            margin: [4, 6, 0, 0],
            stack: [
              ...[code.slice(0, 8), code.slice(8)].map(half => ({
                text: pdfText(printedCode(half).replace('-', ' – ')),
                fontSize: 19,
                bold: true,
                characterSpacing: 1.2,
              })),
              ...ON_SLIP.map(lang => ({
                text: pdfText(last ? words(lang)('code.slip.until', { date: formatInstantDate(lang, last) }) : ''),
                fontSize: 7.5,
                color: STONE,
              })),
            ],
          },
        ],
      },
      ...ON_SLIP.map(lang => ({ text: pdfText(words(lang)('code.slip.how')), fontSize: 7.5, margin: [0, 0, 0, 2] as never })),
      {
        columns: [
          { width: '*', text: pdfText(address.replace(/^https?:\/\//, '')), fontSize: 8, bold: true, color: LAKE },
          ...(cycle.isDemo
            ? [{ width: 'auto', text: pdfText(words('ky')('code.slip.demoMark')), fontSize: 8, bold: true, color: STONE }]
            : []),
        ],
      },
    ],
  }
}
