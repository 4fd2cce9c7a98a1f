import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { harmlessText, type SheetColumn, writeCsv, writeXlsx } from '#platform/spreadsheet.ts'

interface Row {
  readonly name: string
  readonly count: number | null
}
const columns: SheetColumn<Row>[] = [
  { heading: 'Аты', value: row => row.name, width: 30 },
  { heading: 'Саны', value: row => row.count },
]
const rows: Row[] = [
  { name: 'Мырза-Аке, "айыл"\nаймагы', count: 1234.5 },
  { name: '=HYPERLINK("http://x")', count: -7 },
  { name: '+996 555 12-34', count: null },
]

describe('a sheet', () => {
  it('keeps a formula that a resident wrote from running', () => {
    for (const formula of ['=1+1', ' =1+1', '+cmd|x', '-2+3+cmd', '@SUM(A1)', '\t=1', '\uFEFF=1', '＝1', '%0A', '|calc'])
      expect(harmlessText(formula)).toBe(`'${formula}`)
    for (const harmless of ['', 'Суу жок', '+996 555 123456', '-74 957,70', '2026-01-01', 'a=b'])
      expect(harmlessText(harmless)).toBe(harmless)
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@＝＋\t\r\n \uFEFF1ax') }), text => {
        expect(harmlessText(text)).not.toMatch(/^\s*[=@＝＠]/u)
      }),
    )
  })

  it('loses no text that every object has for a property', async () => {
    const names = ['constructor', 'toString', '__proto__', 'суу']
    const read = await readSheet(await writeXlsx('1', columns, names.map(name => ({ name, count: 1 })))) // prettier-ignore
    expect(read.slice(1).map(([name]) => name)).toEqual(["'constructor", "'toString", "'__proto__", 'суу'])
  })

  it('keeps a formula behind a semicolon or a line break from running where semicolons part cells', () => {
    for (const words of ['Суу;=cmd|x', 'Суу\n=1+1', 'Суу; "@SUM(A1)', 'Суу\t-2+3']) {
      const text = writeCsv(columns, [{ name: words, count: null }]).toString('utf8')
      const cells = text.split(/[;\t\n]/).map(cell => cell.replace(/^["\s]+/, ''))
      expect(cells.filter(cell => /^[=+\-@]/.test(cell))).toEqual([])
    }
    expect(writeCsv(columns, [{ name: 'а; б = в', count: -7 }]).toString('utf8')).toContain('а; б = в,-7')
  })

  it('is CSV that gives back what went in', () => {
    const csv = writeCsv(columns, rows)
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(parse(csv, { bom: true })).toEqual([
      ['Аты', 'Саны'],
      ['Мырза-Аке, "айыл"\nаймагы', '1234.5'],
      [`'=HYPERLINK("http://x")`, '-7'],
      [`'+996 555 12-34`, ''],
    ])
  })

  it('is XLSX with numbers as numbers, whatever text it holds', async () => {
    expect(await readSheet(await writeXlsx('Тизме: 2026/27', columns, rows))).toEqual([
      ['Аты', 'Саны'],
      ['Мырза-Аке, "айыл"\nаймагы', 1234.5],
      [`'=HYPERLINK("http://x")`, -7],
      [`'+996 555 12-34`, null],
    ])
    const amounts: SheetColumn<Row>[] = [{ heading: 'Сумма', value: row => row.name, amount: '#,##0.00' }]
    const printed = ['351100.07', '-0.01', '9999999999999.99', '90071992547409.91', '12 43'].map(name => ({ name, count: null }))
    const [, ...read] = await readSheet(await writeXlsx('x', amounts, printed))
    expect(read).toEqual([[351100.07], [-0.01], [9999999999999.99], ['90071992547409.91'], ['12 43']])
    const odd = [{ name: 'a\u0000\u0008<&>', count: Number.NaN }]
    expect(await readSheet(await writeXlsx('x', columns, odd))).toEqual([
      ['Аты', 'Саны'],
      ['a<&>', null],
    ])
  })
})
