import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { type LineFacts, SIDES, type Side } from '../budget.ts'
import { isDelegatedName, ofWhichIn, sideHeading, sideIn, totalIn } from './phrases.ts'
import { MOST_REFUSALS, ROWS_AT_ONCE, type TableRow } from './rows.ts'

/** A line as read; lines are known by their place in the list until they get ids. */
export interface ReadLine extends LineFacts {
  /** Of an `ofWhich`: the line it is a part of. */
  readonly parent?: number | undefined
  /** Of a `total`: whether it is said of the whole side, or of the lines since the last heading or total. */
  readonly totalOf?: 'all' | 'group' | undefined
  /** Lines that a group's total is printed for, where codes or numbering say so. */
  readonly covers?: readonly number[] | undefined
  /** Heading without amounts that the line stands under. */
  readonly group?: string | undefined
  /** A computed amount was taken to the nearest tyiyn. */
  readonly finer?: boolean | undefined
  readonly ordinal?: string | undefined
}

interface Parts {
  readonly parent: number
  readonly style: 'marked' | 'plain'
  readonly indent: number
  readonly whole: number
  sum: number
}

const isMarked = (row: TableRow, base: number): boolean => /^\s*[-–—•*·]/.test(row.name) || row.indent > base
const hasAmount = (row: TableRow): boolean => row.plan.kind === 'amount' || row.actual.kind === 'amount'
const sizeOf = (row: TableRow): number =>
  row.plan.kind === 'amount' ? row.plan.amount : row.actual.kind === 'amount' ? row.actual.amount : 0

/**
 * Turns a table's rows into lines: sections and side columns give the side, "анын ичинде" opens parts, "Итого" is a printed
 * total. `side` is what the title or the sheet's name says. A line whose side nothing tells is refused with its row.
 */
export function* readLines(rows: readonly TableRow[], titleSide: Side | undefined): Generator<void, Result<ReadLine[]>> {
  const lines: ReadLine[] = []
  const refusals: Refusal[] = []
  let section = titleSide
  let group: string | undefined
  let parts: Parts | undefined
  let lastBase: number | undefined

  // Sides that have lines, and how far each line stands in.
  const withLines = new Set<Side>()
  const indents: number[] = []

  for (const [index, row] of rows.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    if (refusals.length >= MOST_REFUSALS) break
    if (row.afterGap) parts = undefined
    const total = totalIn(row.name)
    const heading = sideHeading(row.name)
    const ofWhich = ofWhichIn(row.name)
    if (!hasAmount(row)) {
      if (row.plan.kind === 'unreadable' || row.actual.kind === 'unreadable') continue
      if (ofWhich && ofWhich.before === '' && ofWhich.after === '') parts = openParts(lastBase, rows[index + 1])
      else if (heading ?? headsSection(row)) {
        section = heading ?? headsSection(row)
        group = undefined
        parts = undefined
      } else if (row.name !== '' && !row.side) {
        group = row.name
        parts = undefined
      }
      continue
    }
    const side = row.side ?? total?.side ?? (heading && !row.economicCode ? heading : undefined) ?? section ?? sideOfCodes(row)
    if (row.name === '' && !row.economicCode && !row.functionalCode && !row.localCode) {
      refusals.push({ code: 'row.noName', path: `${row.number}`, values: { row: row.number } })
      continue
    }
    if (side === undefined) {
      refusals.push({ code: 'row.noSide', path: `${row.number}`, values: { row: row.number, name: row.name.slice(0, 60) } })
      continue
    }
    if (heading && !row.side) section = heading
    const opensParts = ofWhich !== undefined && ofWhich.after === '' && ofWhich.before !== ''
    const isPart = (ofWhich !== undefined && ofWhich.before === '' && lastBase !== undefined) || belongs(row, total !== undefined)
    const kind = isPart ? 'ofWhich' : total || heading ? 'total' : 'line'
    lines.push({
      side,
      kind,
      name: row.name === '' ? (row.economicCode ?? row.functionalCode ?? row.localCode ?? '') : row.name,
      localCode: row.localCode,
      economicCode: row.economicCode,
      functionalCode: row.functionalCode,
      isDelegated: isDelegatedName(`${row.name} ${group ?? ''}`),
      plan: row.plan.kind === 'amount' ? row.plan.amount : undefined,
      actual: row.actual.kind === 'amount' ? row.actual.amount : undefined,
      printedPlan: row.plan.kind === 'amount' ? row.plan.printed : undefined,
      printedActual: row.actual.kind === 'amount' ? row.actual.printed : undefined,
      row: row.number,
      note: row.note,
      group,
      ordinal: row.ordinal,
      parent: isPart ? (parts?.parent ?? lastBase) : undefined,
      totalOf: kind === 'total' ? (total?.of ?? 'all') : undefined,
      finer: (row.plan.kind === 'amount' && row.plan.finer) || (row.actual.kind === 'amount' && row.actual.finer) || undefined,
    })
    indents.push(row.indent)
    if (kind === 'line') withLines.add(side)
    if (isPart) {
      if (parts) parts.sum += sizeOf(row)
      if (parts && parts.style === 'plain' && parts.sum === parts.whole) parts = undefined
      continue
    }
    parts = undefined
    if (kind === 'total') group = undefined
    // A side's total above its own lines: what follows are the lines themselves.
    lastBase = kind === 'total' && !withLines.has(side) ? undefined : lines.length - 1
    if (opensParts) parts = openParts(lastBase, rows[index + 1])
  }

  function openParts(parent: number | undefined, next: TableRow | undefined): Parts | undefined {
    const line = parent === undefined ? undefined : lines[parent]
    if (parent === undefined || !line || !next) return undefined
    const base = indents[parent] ?? 0
    return {
      parent,
      style: isMarked(next, base) ? 'marked' : 'plain',
      indent: base,
      whole: line.plan ?? line.actual ?? 0,
      sum: 0,
    }
  }

  /** Whether a row is a part of what was opened: marked like the first part, or as long as the parts fit into the whole. */
  function belongs(row: TableRow, isTotal: boolean): boolean {
    if (!parts || isTotal) return false
    if (parts.style === 'marked') return isMarked(row, parts.indent)
    return parts.sum === 0 || parts.sum + sizeOf(row) <= parts.whole
  }

  if (refusals.length > 0) return errs(refusals)
  return lines.length === 0 ? err('sheet.noLines') : ok(lines)
}

/** "II. РАСХОДЫ (тыс. сомов)": a row without amounts that opens a side, though it says more than its name. */
function headsSection(row: TableRow): Side | undefined {
  const words = row.name.trim().split(/\s+/).length
  const said = sideIn(row.name)
  return words <= 6 &&
    said &&
    /^\s*(?:[IVXІХ\d]{1,4}[.)]\s*)?(?:киреше|доход|чыгаша|расход|revenue|expenditure|expense)/iu.test(row.name)
    ? said
    : undefined
}

/** National codes: 1… is revenue, 2… and 3… spending; whoever has a functional code spends. */
function sideOfCodes(row: TableRow): Side | undefined {
  if (row.functionalCode) return SIDES[1]
  const first = row.economicCode?.[0]
  return first === '1' ? SIDES[0] : first === '2' || first === '3' ? SIDES[1] : undefined
}
