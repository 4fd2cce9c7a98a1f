import type { Content } from 'pdfmake/interfaces'
import { formatDate, formatInstantDate, formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { inLanguage } from '../cycles/rules/cycle.ts'
import { words } from '../words.ts'
import { INK, LAKE, serialText, STONE } from './ballotSheet.ts'
import type { StationWork } from './readStationWork.ts'
import { printedCount } from './rules/station.ts'

/** The protocol of a polling point to print and sign by hand: what was counted, what was keyed, what does not fit and why. */
export function makeProtocol(lang: Lang, work: StationWork): Promise<Buffer> {
  const t = words(lang)
  const { cycle, municipality, station, progress, gaps } = work
  const area = cycle.areas.find(one => one.id === station.areaId)
  const printed = printedCount(station)
  const number = (value: number | undefined) => (value === undefined ? '–' : formatNumber(lang, value))
  const figure = (label: string, value: string): Content[] => [
    { text: pdfText(label), fontSize: 12 },
    { text: pdfText(value), fontSize: 12, bold: true, alignment: 'right' },
  ]
  const heading = (text: string): Content => ({
    text: pdfText(text),
    bold: true,
    fontSize: 14,
    color: LAKE,
    margin: [0, 14, 0, 5],
  })
  const table = (body: Content[][]): Content => ({
    table: { widths: ['*', 'auto'], body },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => STONE, paddingTop: () => 4, paddingBottom: () => 4 },
  })
  const names = station.signedBy.length > 0 ? station.signedBy : ['', '', '']
  const place = [station.name, station.address].filter(Boolean).join(', ')
  const when = [station.day && formatDate(lang, station.day), station.hours].filter(Boolean).join(', ')
  return makePdf({
    pageSize: 'A4',
    pageMargins: [54, 48, 54, 44],
    info: { title: t('paper.protocol.title'), author: municipality.names[lang], creator: 'Ashar' },
    defaultStyle: { color: INK, lineHeight: 1.15 },
    content: [
      { text: pdfText(municipality.names[lang]), fontSize: 12, color: STONE },
      { text: pdfText(t('paper.protocol.title')), bold: true, fontSize: 22, color: LAKE },
      { text: pdfText(inLanguage(cycle.titles, lang)), fontSize: 13, margin: [0, 2, 0, 8] },
      { text: pdfText(`${t('station.numbered', { number: station.number })}: ${place}`), fontSize: 12, bold: true },
      {
        text: pdfText([area && inLanguage(area.names, lang), when].filter(Boolean).join(' · ')),
        fontSize: 12,
        margin: [0, 2, 0, 10],
      },
      table([
        ...(station.serials
          ? [figure(t('paper.fact.serials'), `${serialText(station.serials.first)}–${serialText(station.serials.last)}`)]
          : []),
        figure(t('paper.fact.printed'), number(printed)),
        figure(t('paper.fact.handedOut'), number(station.figures?.handedOut)),
        figure(t('paper.fact.spoiledReplaced'), number(station.figures?.spoiledReplaced)),
        figure(t('paper.fact.unused'), number(station.figures?.unused)),
        figure(t('paper.fact.inUrn'), number(station.figures?.inUrn)),
      ]),
      heading(t('paper.key.title')),
      table([
        figure(t('paper.fact.keyed'), number(progress.keyed)),
        figure(t('paper.fact.valid'), number(progress.valid)),
        figure(t('paper.fact.blank'), number(progress.blank)),
        figure(t('paper.fact.spoiled'), number(progress.spoiled)),
      ]),
      ...(gaps.length > 0
        ? [
            heading(t('paper.protocol.gaps')),
            ...gaps.map(({ kind, expected, found }): Content => ({
              text: pdfText(t(`paper.gap.${kind}`, { expected, found })),
              fontSize: 12,
            })),
          ]
        : []),
      ...(station.remarks
        ? [heading(t('paper.protocol.remarks')), { text: pdfText(station.remarks), fontSize: 12 } satisfies Content]
        : []),
      {
        unbreakable: true,
        stack: [
          heading(
            station.signedAt ? `${t('paper.sign.at')}: ${formatInstantDate(lang, station.signedAt)}` : t('paper.sign.draft'),
          ),
          {
            table: {
              widths: ['*', 200],
              body: [
                [t('paper.sign.name'), t('paper.sign.signature')].map((text): Content => ({
                  text: pdfText(text),
                  fontSize: 10,
                  color: STONE,
                })),
                ...names.map((name): Content[] => [
                  { text: pdfText(name || ' '), fontSize: 12, margin: [0, 14, 0, 0] },
                  { text: ' ' },
                ]),
              ],
            },
            layout: { hLineWidth: (line: number) => (line < 2 ? 0 : 0.6), vLineWidth: () => 0, hLineColor: () => STONE },
          },
        ],
      },
    ],
  })
}
