import type { Content } from 'pdfmake/interfaces'
import { formatSom } from '#platform/i18n/format.ts'
import type { Tyiyn } from '#platform/money.ts'
import { pdfText } from '#platform/pdf.ts'
import { rotated } from '../ballots/rules/rotation.ts'
import type { BallotRule } from '../cycles/rules/cycleRules.ts'
import type { InLanguages } from '../cycles/rules/cycle.ts'
import { words } from '../words.ts'
import { howTo } from './rules/howTo.ts'

export const INK = '#211B16'
export const STONE = '#6B625A'
export const LAKE = '#0B5563'
export const RED = '#A3262A'

/** What is printed on a paper ballot. */
export interface Printed {
  readonly titles: InLanguages
  readonly municipality: { readonly ky: string; readonly ru: string }
  readonly area: { readonly names: InLanguages; readonly pot: number }
  readonly ballot: BallotRule
  /** With the number each keeps in every order. */
  readonly projects: readonly { readonly number: number; readonly titles: InLanguages; readonly price: number }[]
  readonly station?: { readonly number: number; readonly name: string } | undefined
  readonly isDemo: boolean
}

/** A ballot of one sheet: without a serial it is a sample. */
export interface Sheet {
  readonly serial?: number | undefined
  readonly rotation: number
}

const [ky, ru] = [words('ky'), words('ru')]
/** One sentence in both languages, Kyrgyz first. */
const both = (key: Parameters<typeof ky>[0], values: Record<string, string | number> = {}): readonly [string, string] => [
  ky(key, values),
  ru(key, values),
]
const second = (text: string | undefined, first: string): string[] => (text && text !== first ? [text] : [])
/** What both languages say, once where they say the same. */
const joined = (texts: readonly (string | undefined)[]): string =>
  texts.filter((one, at) => one !== undefined && texts.indexOf(one) === at).join(' · ')
export const priceText = (lang: 'ky' | 'ru', price: number): string => `${formatSom(lang, price as Tyiyn)} сом`
export const serialText = (serial: number): string => String(serial).padStart(6, '0')
const BOX = 26

/** A square to mark or write in, drawn: no letter of a font is as large and as even. */
const box = (scale: number): Content => ({
  canvas: [{ type: 'rect', x: 0, y: 0, w: BOX * scale, h: BOX * scale, r: 2, lineWidth: 1.6, lineColor: INK }],
})

/**
 * The ballot itself, in Kyrgyz and Russian, and above it the stub that is torn off before the urn. The serial stands on the
 * stub and nowhere else; what is below the line is alike for all ballots of a batch.
 */
export function ballotSheet(printed: Printed, sheet: Sheet, scale: number): Content[] {
  const { titles, municipality, area, ballot, projects } = printed
  const small = { fontSize: 8.5 * scale, color: STONE }
  const rows = rotated(projects, sheet.rotation)
  const how = howTo(ballot, area.pot)
  return [
    stub(printed, sheet, Math.min(1, scale)),
    {
      columns: [
        { width: '*', text: pdfText(joined([municipality.ky, municipality.ru])), ...small },
        { width: 'auto', text: pdfText(joined(both('paper.ballot'))), bold: true, fontSize: 12 * scale, alignment: 'right' },
      ],
      margin: [0, 6 * scale, 0, 0],
    },
    { text: pdfText(titles.ky), bold: true, fontSize: 13 * scale, color: LAKE },
    ...second(titles.ru, titles.ky).map((text): Content => ({ text: pdfText(text), fontSize: 10 * scale, color: LAKE })),
    { text: pdfText(joined([area.names.ky, area.names.ru])), fontSize: 10 * scale, bold: true, margin: [0, 2 * scale, 0, 0] },
    {
      margin: [0, 5 * scale, 0, 5 * scale],
      columns: [how.map(one => ky(one.key, one.values)), how.map(one => ru(one.key, one.values))].map((lines, at) => ({
        width: '*',
        stack: [
          {
            text: pdfText([...lines, (at === 0 ? ky : ru)('paper.ballot.blank')].join(' ')),
            fontSize: 9.5 * scale,
            lineHeight: 1.1,
          },
        ],
      })),
      columnGap: 14,
    },
    {
      table: {
        widths: ['auto', '*', 'auto', BOX * scale + 2],
        body: rows.map(one => [
          { text: pdfText(`${one.number}.`), bold: true, fontSize: 12 * scale, margin: [0, 5 * scale, 0, 0] },
          {
            stack: [
              { text: pdfText(one.titles.ky), bold: true, fontSize: 11 * scale },
              ...second(one.titles.ru, one.titles.ky).map(text => ({ text: pdfText(text), fontSize: 9.5 * scale })),
            ],
            margin: [0, 2 * scale, 0, 0],
          },
          {
            text: pdfText(priceText('ky', one.price)),
            fontSize: 10.5 * scale,
            alignment: 'right',
            noWrap: true,
            margin: [0, 6 * scale, 4, 0],
          },
          box(scale),
        ]),
        dontBreakRows: true,
      },
      layout: {
        hLineWidth: () => 0.6,
        vLineWidth: () => 0,
        hLineColor: () => STONE,
        paddingLeft: () => 3,
        paddingRight: () => 3,
        paddingTop: () => 3 * scale,
        paddingBottom: () => 3 * scale,
      },
    },
    ...(['paper.ballot.secret', 'paper.ballot.wrong'] as const).map((key, at): Content => ({
      text: pdfText(both(key).join(' · ')),
      ...small,
      margin: [0, at === 0 ? 5 * scale : 1, 0, 0],
    })),
  ]
}

function stub({ station, isDemo, area }: Printed, { serial }: Sheet, scale: number): Content {
  const label = (text: string): Content => ({ text: pdfText(text), fontSize: 7 * scale, color: STONE })
  const sample = both('paper.ballot.sample').join(' · ')
  return {
    stack: [
      {
        columns: [
          {
            width: 150 * scale,
            stack: [
              label(joined(both('paper.stub.serial'))),
              serial === undefined
                ? { text: pdfText(sample), bold: true, fontSize: 15 * scale, color: RED }
                : { text: pdfText(serialText(serial)), bold: true, fontSize: 15 * scale },
            ],
          },
          {
            width: '*',
            stack: [label(station ? `№ ${station.number} · ${station.name}` : area.names.ky), ...(isDemo ? [label('Демо')] : [])],
          },
          {
            width: 205 * scale,
            stack: [
              label(joined(both('paper.stub.given'))),
              {
                canvas: [
                  { type: 'line', x1: 0, y1: 16 * scale, x2: 200 * scale, y2: 16 * scale, lineWidth: 0.7, lineColor: STONE },
                ],
              },
            ],
          },
        ],
        columnGap: 16,
      },
      {
        canvas: [{ type: 'line', x1: 0, y1: 5, x2: 523, y2: 5, lineWidth: 0.8, dash: { length: 5, space: 4 }, lineColor: STONE }],
      },
      {
        text: pdfText(both('paper.stub').join(' · ')),
        fontSize: 6.5 * scale,
        color: STONE,
        alignment: 'center',
        margin: [0, 1, 0, 0],
      },
    ],
  }
}
