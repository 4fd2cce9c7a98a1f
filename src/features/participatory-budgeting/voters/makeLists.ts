import type { Content, TableCell } from 'pdfmake/interfaces'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { formatInstantDate, formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { type Cycle, inLanguage } from '../cycles/rules/cycle.ts'
import { words } from '../words.ts'
import type { Batch } from './rules/batch.ts'
import type { Listed } from './rules/localRoll.ts'

const INK = '#211B16'
const STONE = '#6B625A'
const LINE = '#9A9086'

interface About {
  readonly lang: Lang
  readonly cycle: Cycle
  readonly municipality: Municipality
}
const areaName = ({ lang, cycle }: About, areaId: string | undefined): string => {
  const area = cycle.areas.find(one => one.id === areaId)
  return area ? inLanguage(area.names, lang) : ''
}

/** A list on A4 with heads on every page and its number at the foot. */
function makeList(
  about: About,
  list: {
    readonly title: string
    readonly facts: readonly string[]
    readonly how: string
    readonly heads: readonly string[]
    readonly widths: readonly (number | '*')[]
    readonly rows: readonly (readonly string[])[]
    readonly foot: readonly string[]
    readonly rowHeight: number
  },
): Promise<Buffer> {
  const { lang, cycle, municipality } = about
  const t = words(lang)
  const cell = (text: string): TableCell => ({ text: pdfText(text), margin: [0, 3, 0, 3] })
  return makePdf({
    pageSize: 'A4',
    pageMargins: [36, 36, 36, 44],
    info: { title: list.title, author: municipality.names[lang], creator: 'Ashar' },
    defaultStyle: { color: INK, fontSize: 9.5, lineHeight: 1.1 },
    footer: (page, pages): Content => ({
      columns: [
        { width: '*', text: pdfText(`${list.title}. ${inLanguage(cycle.titles, lang)}`) },
        { width: 'auto', text: pdfText(`${page} / ${pages}`) },
      ],
      margin: [36, 14, 36, 0],
      fontSize: 8,
      color: STONE,
    }),
    content: [
      { text: pdfText(municipality.names[lang]), color: STONE },
      { text: pdfText(list.title), fontSize: 16, bold: true, margin: [0, 2, 0, 4] },
      { text: pdfText(inLanguage(cycle.titles, lang)), bold: true },
      ...list.facts.filter(one => one !== '').map(one => ({ text: pdfText(one) })),
      ...(cycle.isDemo ? [{ text: pdfText(t('code.slip.demo')), color: STONE }] : []),
      { text: pdfText(list.how), margin: [0, 6, 0, 8] as never },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [...list.widths],
          heights: (row: number) => (row === 0 ? 'auto' : list.rowHeight),
          body: [
            list.heads.map(head => ({ text: pdfText(head), bold: true, fontSize: 8.5 })),
            ...list.rows.map(row => row.map(cell)),
          ],
        },
        layout: { hLineColor: () => LINE, vLineColor: () => LINE, hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
      },
      ...list.foot.map(one => ({ text: pdfText(one), margin: [0, 12, 0, 0] as never })),
    ],
  })
}

/** The list that is signed when codes are handed out: serials without codes, room for number, name and signature. */
export function makeHandOutList(about: About, batch: Batch, serials: readonly string[]): Promise<Buffer> {
  const t = words(about.lang)
  return makeList(about, {
    title: t('code.list.title'),
    facts: [
      areaName(about, batch.areaId),
      t('code.list.batch', { number: batch.number, date: formatInstantDate(about.lang, batch.printedAt), count: serials.length }),
    ],
    how: t('code.list.how'),
    heads: [t('code.serial.label'), t('roll.col.number'), t('roll.col.name'), t('code.list.signature')],
    widths: [64, 64, '*', 130],
    rows: serials.map(serial => [serial, '', '', '']),
    foot: [t('code.list.foot'), t('code.list.signed')],
    rowHeight: 22,
  })
}

/** The marked roll for a polling point: who is entitled, who has a code or has voted, and room for a signature. */
export function makeMarkedRoll(about: About, people: readonly Listed[], areaId: string | undefined, now: Date): Promise<Buffer> {
  const { lang } = about
  const t = words(lang)
  const mark = (one: Listed) => (one.state === 'handed' ? t('roll.mark.code') : one.state === 'voted' ? t('roll.mark.voted') : '')
  return makeList(about, {
    title: t('roll.print.title'),
    facts: [
      areaName(about, areaId),
      `${t('roll.print.people')}: ${formatNumber(lang, people.length)}`,
      `${t('roll.print.asOf')}: ${formatInstantDate(lang, now)}`,
    ],
    how: t('roll.print.how'),
    heads: [
      t('roll.col.number'),
      t('roll.col.name'),
      t('roll.col.birthYear'),
      t('roll.col.village'),
      t('roll.col.mark'),
      t('code.list.signature'),
    ],
    widths: [50, '*', 50, 80, 62, 88],
    rows: people.map(one => [
      one.number,
      one.name,
      String(one.birthYear ?? ''),
      one.village ?? '',
      mark(one),
      one.state === 'entitled' ? '' : '—',
    ]),
    foot: [t('roll.print.foot')],
    rowHeight: 20,
  })
}
