/** A cell that holds something. */
export interface Cell {
  /** Column from 1, as `columnName` names it. */
  readonly column: number
  /** What a reader sees, trimmed; a stored number as a plain decimal, a date as `YYYY-MM-DD`. */
  readonly text: string
  /** Spaces before the text: how a table without numbers shows what belongs under what. */
  readonly indent?: number | undefined
  /** The cell holds a number, not digits that someone typed as text. */
  readonly isNumber?: boolean | undefined
  /** A formula that the file keeps no result for; `text` is the formula. It is never run. */
  readonly isFormula?: boolean | undefined
}

/** A row with its number in the source, from 1. Empty cells are left out. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly Cell[]
}

/** A table as it stands in a file. Empty rows are left out. */
export interface Sheet {
  /** Undefined for CSV, which has one sheet without a name. */
  readonly name?: string | undefined
  readonly rows: readonly SheetRow[]
}

/** 1 → "A", 27 → "AA": as spreadsheets name columns. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** "AA" → 27. */
export const columnNumber = (name: string): number => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** A cell of typed text, or undefined where there is nothing but space. */
export function textCell(column: number, typed: string): Cell | undefined {
  // Workbooks can write any control character as `_x0000_`; a table has no use for them, and PostgreSQL takes no NUL.
  const text = typed.replace(/[^\P{Cc}\n\t]/gu, ' ').trim()
  if (text === '') return undefined
  const indent = typed.search(/\S/)
  return indent > 0 ? { column, text, indent } : { column, text }
}
