import type { Content } from 'pdfmake/interfaces'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { inLanguage } from '../cycles/rules/cycle.ts'
import { words } from '../words.ts'
import { INK, LAKE, priceText, type Printed, STONE } from './ballotSheet.ts'
import { howTo } from './rules/howTo.ts'

const SCALES = [1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6]
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

/** A4 for the wall of a polling point: how to vote there, and the projects with prices; letters shrink until it is one page. */
export async function makePaperPoster(lang: 'ky' | 'ru', printed: Printed): Promise<Buffer> {
  let pdf: Buffer = Buffer.alloc(0)
  for (const scale of SCALES) {
    pdf = await poster(lang, printed, scale)
    if (pagesOf(pdf) === 1) break
  }
  return pdf
}

function poster(lang: 'ky' | 'ru', printed: Printed, scale: number): Promise<Buffer> {
  const t = words(lang)
  const { area, titles, municipality, ballot, projects } = printed
  const heading = (text: string): Content => ({
    text: pdfText(text),
    bold: true,
    fontSize: 20 * scale,
    color: LAKE,
    margin: [0, 14 * scale, 0, 6 * scale],
  })
  const how = howTo(ballot, area.pot)
    .map(one => t(one.key, one.values))
    .join(' ')
  const steps = [t('paper.poster.step1'), t('paper.poster.step2'), `${t('paper.poster.step3')} ${how}`, t('paper.poster.step4')]
  return makePdf({
    pageSize: 'A4',
    pageMargins: [44, 38, 44, 34],
    info: { title: inLanguage(titles, lang), author: municipality[lang], creator: 'Ashar' },
    defaultStyle: { color: INK, lineHeight: 1.12 },
    content: [
      { text: pdfText(`${municipality[lang]} · ${inLanguage(area.names, lang)}`), fontSize: 13 * scale, color: STONE },
      { text: pdfText(inLanguage(titles, lang)), bold: true, fontSize: 24 * scale },
      heading(t('paper.poster.title')),
      ...steps.map((text, at): Content => ({
        columns: [
          { width: 26 * scale, text: pdfText(`${at + 1}.`), bold: true, fontSize: 18 * scale, color: LAKE },
          { width: '*', text: pdfText(text), fontSize: 15 * scale, margin: [0, 2 * scale, 0, 0] },
        ],
        margin: [0, 0, 0, 4 * scale],
      })),
      {
        text: pdfText(`${t('paper.ballot.wrong')} ${t('paper.ballot.blank')}`),
        fontSize: 12.5 * scale,
        color: STONE,
        margin: [0, 4 * scale, 0, 0],
      },
      heading(t('paper.poster.projects')),
      {
        table: {
          widths: ['auto', '*', 'auto'],
          body: projects.map(one => [
            { text: pdfText(`${one.number}.`), bold: true, fontSize: 14 * scale },
            { text: pdfText(inLanguage(one.titles, lang)), fontSize: 14 * scale },
            { text: pdfText(priceText(lang, one.price)), fontSize: 13 * scale, alignment: 'right', noWrap: true },
          ]),
          dontBreakRows: true,
        },
        layout: {
          hLineWidth: () => 0.5,
          vLineWidth: () => 0,
          hLineColor: () => STONE,
          paddingTop: () => 4 * scale,
          paddingBottom: () => 4 * scale,
        },
      },
      {
        text: pdfText(`${t('paper.poster.pot')}: ${priceText(lang, area.pot)}`),
        bold: true,
        fontSize: 14 * scale,
        margin: [0, 8 * scale, 0, 0],
      },
    ],
  })
}
