import { readXml } from './readXml.ts'
import type { ZipEntry } from '../zip.ts'
import { unpack } from './unpackXlsx.ts'

/** What stands in a workbook beside its sheets. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry | undefined }[]
  /** Shared texts by their number. */
  readonly texts: readonly string[]
  /** Whether cells of a style show their number as a date, by the number of the style. */
  readonly dates: readonly boolean[]
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean
}

/** More text than a table of money holds. */
export class TooMuchText extends Error {}
const MOST_TEXT = 48 * 1024 * 1024

/** Counts text that is kept; throws `TooMuchText` past what one file may hold in memory. */
export class TextBudget {
  #kept = 0
  keep(text: string): string {
    this.#kept += text.length
    if (this.#kept > MOST_TEXT) throw new TooMuchText()
    return text
  }
}

export async function readWorkbook(bytes: Buffer, entries: ReadonlyMap<string, ZipEntry>, kept: TextBudget): Promise<Workbook> {
  const part = (name: string) => {
    const entry = entries.get(name)
    return entry && unpack(bytes, entry)
  }
  const targets = new Map<string, string>()
  const relations = part('xl/_rels/workbook.xml.rels')
  if (relations)
    await readXml(relations, {
      open: (name, { Id = '', Target = '' }) => {
        if (name === 'Relationship') targets.set(Id, `xl/${Target.replace(/^\/?(xl\/)?/, '')}`)
      },
    })
  const sheets: { name: string; entry: ZipEntry | undefined }[] = []
  let from1904 = false
  const book = part('xl/workbook.xml')
  if (book)
    await readXml(book, {
      open: (name, attributes) => {
        if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
        if (name !== 'sheet') return
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
        sheets.push({ name: attributes.name ?? '', entry: entries.get(targets.get(id) ?? '') })
      },
    })
  return {
    sheets,
    from1904,
    texts: await readTexts(part('xl/sharedStrings.xml'), kept),
    dates: await readDateStyles(part('xl/styles.xml')),
  }
}

/** Shared texts; the reading aid of Japanese texts (`rPh`) is no part of them. */
async function readTexts(chunks: AsyncIterable<Buffer> | undefined, kept: TextBudget): Promise<string[]> {
  const texts: string[] = []
  if (!chunks) return texts
  let text = ''
  let [inText, inAid] = [false, false]
  await readXml(chunks, {
    open: name => {
      if (name === 'si') text = ''
      if (name === 't') inText = true
      if (name === 'rPh') inAid = true
    },
    text: more => {
      if (inText && !inAid) text += more
    },
    close: name => {
      if (name === 't') inText = false
      if (name === 'rPh') inAid = false
      if (name === 'si') texts.push(kept.keep(text))
    },
  })
  return texts
}

// Numbers of formats that every spreadsheet knows as dates or times.
const DATE_FORMATS = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** A format's own code shows a date where day, month, year or hour stand in it outside quotes and brackets. */
const showsDate = (code: string): boolean => /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|general/gi, ''))

async function readDateStyles(chunks: AsyncIterable<Buffer> | undefined): Promise<boolean[]> {
  const dates: boolean[] = []
  if (!chunks) return dates
  const own = new Map<string, boolean>()
  let inCells = false
  await readXml(chunks, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') own.set(numFmtId, showsDate(formatCode))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) dates.push(own.get(numFmtId) ?? DATE_FORMATS(Number(numFmtId)))
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}
