import { deflateRawSync } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { isSmall, openSheetFile, readSheetFile, readSheets } from '#platform/sheets/readSheets.ts'
import { plainDecimal } from '#platform/sheets/readXlsx.ts'
import { columnName, columnNumber } from '#platform/sheets/sheet.ts'

const text = (typed: string) => readSheets(Buffer.from(typed))
const codes = async (bytes: Uint8Array) => {
  const read = await readSheets(bytes)
  return read.ok ? [] : read.refusals.map(refusal => refusal.code)
}
const firstRow = async (bytes: Uint8Array) => {
  const read = await readSheets(bytes)
  return read.ok ? read.value[0]?.rows[0]?.cells.map(cell => cell.text) : read.refusals
}
// "Доходы;План" in code pages that are not Windows-1251.
const CP866 = Buffer.from([0x84, 0xae, 0xe5, 0xae, 0xa4, 0xeb, 0x3b, 0x8f, 0xab, 0xa0, 0xad])
const KOI8 = Buffer.from([0xe4, 0xcf, 0xc8, 0xcf, 0xc4, 0xd9, 0x3b, 0xf0, 0xcc, 0xc1, 0xce])
const CP1251 = Buffer.from([0xc4, 0xee, 0xf5, 0xee, 0xe4, 0xfb, 0x3b, 0xcf, 0xeb, 0xe0, 0xed])

describe('a file is read by its content', () => {
  it.each([
    ['semicolons and decimal commas', 'Аталышы;План\nСалык;1,5', ['Аталышы', 'План']],
    ['commas', 'Аталышы,План\n"Салык, бирдиктүү",1.5', ['Аталышы', 'План']],
    ['tabs', 'Аталышы\tПлан\nСалык\t1,5', ['Аталышы', 'План']],
    ['a byte-order mark', '\uFEFFАталышы;План', ['Аталышы', 'План']],
    ["Excel's own first line", 'sep=;\nАталышы;План', ['Аталышы', 'План']],
  ])('CSV with %s', async (_, typed, cells) => expect(await firstRow(Buffer.from(typed))).toEqual(cells))

  it('UTF-16 with and without its mark, and Windows-1251', async () => {
    const utf16 = Buffer.from('Доходы;План', 'utf16le')
    const swapped = Buffer.from(utf16).swap16()
    expect(await firstRow(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toEqual(['Доходы', 'План'])
    expect(await firstRow(Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]))).toEqual(['Доходы', 'План'])
    expect(await firstRow(Buffer.from('Name;Plan;More\nRevenue;1;2', 'utf16le'))).toEqual(['Name', 'Plan', 'More'])
    expect(await firstRow(CP1251)).toEqual(['Доходы', 'План'])
  })

  it('counts rows as a spreadsheet does, and keeps the indent of a cell', async () => {
    const read = await text('Аталышы;План\n\n"эки\nсаптуу";5\n   - бөлүгү;2\n')
    expect(read.ok && read.value[0]?.rows.map(row => row.number)).toEqual([1, 3, 4])
    expect(read.ok && read.value[0]?.rows[2]?.cells[0]).toEqual({ column: 1, text: '- бөлүгү', indent: 3 })
  })

  it('refuses other code pages, other kinds, nothing at all', async () => {
    expect(await codes(CP866)).toEqual(['file.encoding'])
    expect(await codes(KOI8)).toEqual(['file.encoding'])
    expect(await codes(Buffer.from(Buffer.from('Кирешелер жана чыгашалар').toString('latin1')))).toEqual(['file.encoding'])
    expect(await codes(Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'))).toEqual(['file.type'])
    expect(await codes(Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'))).toEqual(['file.type'])
    expect(await codes(Buffer.from('<html><table><tr><td>1</td></tr></table></html>'))).toEqual(['file.type'])
    expect(await codes(zipSync({ 'content.xml': strToU8('<a/>') }) as Uint8Array)).toEqual(['file.type'])
    expect(await codes(Buffer.from([]))).toEqual(['file.empty'])
    expect(await codes(Buffer.from(' \n;;\n'))).toEqual(['file.empty'])
    expect(await codes(Buffer.from('a;b\n"open;1\n'))).toEqual(['file.csv'])
  })

  it('refuses what is over the limits', async () => {
    expect(await codes(new Uint8Array(21 * 1024 * 1024))).toEqual(['file.tooLarge'])
    expect(await codes(Buffer.from('a;1\n'.repeat(200_001)))).toEqual(['file.tooManyRows'])
  })
})

const book = (sheet: string) =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Бюджет &amp; план" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    '[Content_Types].xml': strToU8('<Types/>'),
  }) as Uint8Array

describe('a workbook', () => {
  it('gives numbers as plain decimals, text as typed, dates as dates', async () => {
    const bytes = await writeXlsx(
      [
        ['Аталышы', 'План'],
        ['Салык', 1234.56],
        ['Күнү', { value: new Date('2026-01-17T00:00:00Z'), format: 'yyyy-mm-dd' }],
      ],
      {},
    ).toBuffer()
    const read = await readSheets(bytes)
    expect(read.ok && read.value[0]?.rows.map(row => row.cells[1])).toEqual([
      { column: 2, text: 'План' },
      { column: 2, text: '1234.56', isNumber: true },
      { column: 2, text: '2026-01-17' },
    ])
    expect(['1234.5600000000002', '0.1', '1.2E7', '1E-7', '351.1'].map(plainDecimal)).toEqual([
      '1234.56',
      '0.1',
      '12000000',
      '0.0000001',
      '351.1',
    ])
  })

  it('reads the kept result of a formula and marks one without', async () => {
    const read = await readSheets(book('<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="C3"><f>SUM(A1:A2)</f></c></row>'))
    expect(read.ok && read.value).toEqual([
      {
        name: 'Бюджет & план',
        rows: [
          {
            number: 3,
            cells: [
              { column: 1, text: '2', isNumber: true },
              { column: 3, text: '=SUM(A1:A2)', isFormula: true },
            ],
          },
        ],
      },
    ])
  })

  it('leaves control characters out that a workbook writes by their numbers', async () => {
    const cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>Салык_x0000__x0007_ы</t></is></c></row>'
    const read = await readSheets(book(cell))
    expect(read.ok && read.value[0]?.rows[0]?.cells).toEqual([{ column: 1, text: 'Салык  ы' }])
  })

  it('refuses a cell a million rows away before laying out the rows between', async () => {
    expect(await codes(book('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))).toEqual(['file.tooManyRows'])
    expect(await codes(book('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toEqual(['file.tooManyColumns'])
    expect(await codes(book("<row r='1048576'><c r='A1048576'><v>1</v></c></row>"))).toEqual(['file.tooManyRows'])
    expect(await codes(book('<row r="1"><c r="&#65;1048576"><v>1</v></c></row>'))).toEqual(['file.tooManyRows'])
    expect(await codes(book('<row r="1"><c r="1A"><v>1</v></c></row>'))).toEqual(['file.broken'])
  })

  it('looks at every part that the workbook may name, and reads no part that the table of contents does not', async () => {
    const cell = (place: string) => `<row r="${place.slice(1)}"><c r="${place}"><v>7</v></c></row>`
    const elsewhere = Buffer.from(book(cell('A1048576')))
      .toString('latin1')
      .replaceAll('sheet1.xml', 'other1.xml')
    expect(await codes(Buffer.from(elsewhere, 'latin1'))).not.toEqual([])
    // The same part twice, and only the second in the table: a reader that goes through the file meets the first.
    const [hidden, honest] = [Buffer.from(book(cell('A1048576'))), Buffer.from(book(cell('A1')))]
    const part = hidden.subarray(hidden.indexOf('PK\u0003\u0004', 1), hidden.indexOf('PK\u0001\u0002'))
    const smuggled = Buffer.concat([part, honest])
    for (let at = smuggled.indexOf('PK\u0001\u0002'); at >= 0; at = smuggled.indexOf('PK\u0001\u0002', at + 4))
      smuggled.writeUInt32LE(smuggled.readUInt32LE(at + 42) + part.length, at + 42)
    const end = smuggled.indexOf('PK\u0005\u0006')
    smuggled.writeUInt32LE(smuggled.readUInt32LE(end + 16) + part.length, end + 16)
    const read = await readSheets(smuggled)
    expect(read.ok && read.value[0]?.rows.map(row => row.number)).toEqual([1])
  })

  it('takes no longer over a sheet whose tags never end than over another of its size', async () => {
    const started = performance.now()
    for (const tag of ['<c r="A1">', '<c r="A1"><f>', '<c ', '<f ']) await readSheets(book(tag.repeat(100_000)))
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(await codes(book('<row r="1"><c r="A1"><f>&#99999999999;</f></c></row>'))).toEqual(['file.broken'])
  })

  it('refuses a zip bomb by its table of contents, and one whose table lies', async () => {
    const bomb = Buffer.from(book('<row r="1"><c r="A1"><v>1</v></c></row>'))
    const table = bomb.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    const huge = Buffer.from(bomb)
    huge.writeUInt32LE(900_000_000, table + 24)
    expect(await codes(huge)).toEqual(['file.unpacksTooLarge'])
    const lying = Buffer.from(bomb)
    lying.writeUInt32LE(3, table + 24)
    expect(await codes(lying)).toEqual(['file.broken'])
    expect(deflateRawSync(Buffer.alloc(1_000_000)).length).toBeLessThan(2_000)
    expect(await codes(bomb.subarray(0, bomb.length - 30))).toEqual(['file.broken'])
  })
})

describe('what a workbook must not bring', () => {
  const parts = (more: Record<string, string>) =>
    zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets/></workbook>'), ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])) }) as Uint8Array // prettier-ignore

  it('macros, a password, a document type', async () => {
    expect(await codes(parts({ 'xl/vbaProject.bin': 'x' }))).toEqual(['file.macros'])
    expect(await codes(parts({ 'xl/macrosheets/sheet1.xml': '<x/>' }))).toEqual(['file.macros'])
    const container = Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex')
    expect(await codes(Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')]))).toEqual(['file.encrypted'])
    const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><workbook><sheets/></workbook>'
    expect(await codes(parts({ 'xl/workbook.xml': laughs }))).toEqual(['file.doctype'])
  })

  it('an archive in an archive is a part like any other, and external links are not followed', async () => {
    const nested = Buffer.from(zipSync({ 'a.xml': new Uint8Array(50_000_000) }))
    const sheet =
      '<row r="1"><c r="A1" t="str"><f>[1]Лист1!A1</f><v>Салык</v></c><c r="B1"><f>1/0</f></c><c r="C1" t="e"><f>A1</f><v>#REF!</v></c></row>'
    const whole = zipSync({ ...unzipSync(book(sheet)), 'xl/embeddings/inner.zip': nested, 'xl/externalLinks/externalLink1.xml': strToU8('<x Target="http://127.0.0.1:1/"/>') }) as Uint8Array // prettier-ignore
    const read = await readSheets(whole)
    expect(read.ok && read.value[0]?.rows[0]?.cells).toEqual([
      { column: 1, text: 'Салык' },
      { column: 2, text: '=1/0', isFormula: true },
      { column: 3, text: '#REF!' },
    ])
  })
})

describe('a long sheet', () => {
  it('is read in a stream: progress is told, others get their turns, rows that only look filled cost nothing', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, n) =>
        `<row r="${n + 1}"><c r="A${n + 1}" t="inlineStr"><is><t>Берене ${n}</t></is></c><c r="B${n + 1}"><v>${n}</v></c></row>`,
    )
    const bytes = book(`${rows.join('')}<row r="1048576"><c r="A1048576" s="1"/></row>`)
    const file = await openSheetFile(bytes)
    if (!file.ok) throw new Error('not a workbook')
    expect(isSmall(file.value)).toBe(false)
    const told: number[] = []
    let turns = 0
    const timer = setInterval(() => (turns += 1), 5)
    const read = await readSheetFile(file.value, (_, share) => void told.push(share))
    clearInterval(timer)
    expect(read.ok && [read.value[0]?.rows.length, read.value[0]?.rows.at(-1)?.cells[1]?.text]).toEqual([60_000, '59999'])
    expect(told.length).toBeGreaterThan(20)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBeCloseTo(1, 2)
    expect(turns).toBeGreaterThan(5)
  })
})

it('names columns as spreadsheets do', () => {
  expect([1, 26, 27, 702, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  for (const column of [1, 26, 27, 52, 702, 703, 16_384]) expect(columnNumber(columnName(column))).toBe(column)
})
