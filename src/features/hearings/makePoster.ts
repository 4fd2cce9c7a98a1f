import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { formatDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { makePdf, pdfText } from '#platform/pdf.ts'
import { hoursOf, placeOf } from './announcementText.ts'
import { type Hearing, textFor } from './rules/hearing.ts'
import { words } from './words.ts'

const LAKE = '#0B5563'
const INK = '#211B16'
const STONE = '#6B625A'
/** Title and text are made smaller rather than let the poster run over its page. */
const size = (text: string, large: number, small: number, from: number) => (text.length > from ? small : large)
/** Words of a lead that a passer-by reads. */
const MOST_LEAD = 420

/** From as large as can be to what fits any announcement on one page. */
const SCALES = [1, 0.95, 0.9, 0.8, 0.7, 0.6]
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

/**
 * A4 to print and hang up: what, the day and the hour large, where, and a code that opens the page on a phone. Letters are
 * made smaller until it is one page.
 */
export async function makePoster(lang: Lang, hearing: Hearing, municipality: Municipality, siteUrl: string): Promise<Buffer> {
  let pdf: Buffer = Buffer.alloc(0)
  for (const scale of SCALES) {
    pdf = await poster(lang, hearing, municipality, siteUrl, scale)
    if (pagesOf(pdf) === 1) break
  }
  return pdf
}

function poster(lang: Lang, hearing: Hearing, municipality: Municipality, siteUrl: string, scale: number): Promise<Buffer> {
  const t = words(lang)
  const title = textFor(hearing.title, lang).text
  const lead = hearing.lead ? shortened(textFor(hearing.lead, lang).text) : ''
  const url = `${siteUrl}${paths.hearing(lang, municipality.slug, hearing.id)}`
  const day = formatDate(lang, dateInBishkek(hearing.startsAt))
  const place = placeOf(hearing)
  const label = (text: string) => ({ text: pdfText(text), fontSize: 15 * scale, color: STONE, margin: [0, 0, 0, 2] as never })
  return makePdf({
    pageSize: 'A4',
    pageMargins: [48, 44, 48, 40],
    info: { title, author: municipality.names[lang], creator: 'Ashar' },
    defaultStyle: { color: INK, lineHeight: 1.15 },
    content: [
      { text: pdfText(municipality.names[lang]), fontSize: 18 * scale, color: STONE },
      { text: pdfText(title), fontSize: size(title, 34, 26, 70) * scale, bold: true, color: LAKE, margin: [0, 6, 0, 16] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 3, lineColor: LAKE }] },
      { ...label(t('when')), margin: [0, 18, 0, 2] },
      { text: pdfText(day), fontSize: 38 * scale, bold: true },
      { text: pdfText(hoursOf(hearing)), fontSize: 46 * scale, bold: true, margin: [0, 0, 0, 14] },
      ...(place ? [label(t('where')), { text: pdfText(place), fontSize: size(place, 28, 22, 60) * scale, bold: true }] : []),
      ...(hearing.onlineUrl
        ? [
            { ...label(t('online')), margin: [0, 10, 0, 2] as never },
            { text: pdfText(hearing.onlineUrl), fontSize: 13 * scale },
          ]
        : []),
      { text: pdfText(lead), fontSize: size(lead, 15, 13, 260) * scale, margin: [0, 18, 0, 20] },
      {
        columns: [
          { width: 150 * scale, qr: url, fit: 150 * scale, foreground: INK },
          {
            width: '*',
            margin: [20, 8, 0, 0],
            stack: [
              { text: pdfText(t('poster.scan')), fontSize: 17 * scale, bold: true },
              { text: pdfText(t('poster.why')), fontSize: 13 * scale, margin: [0, 4, 0, 10] },
              { text: pdfText(url), fontSize: 11 * scale, color: LAKE },
            ],
          },
        ],
      },
      ...(hearing.isDemo
        ? [{ text: pdfText(t('poster.demo')), fontSize: 11 * scale, color: STONE, margin: [0, 14, 0, 0] as never }]
        : []),
    ],
  })
}

const shortened = (text: string): string =>
  text.length <= MOST_LEAD ? text : `${text.slice(0, text.lastIndexOf(' ', MOST_LEAD))} …`
