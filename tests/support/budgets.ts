import { checkBudget } from '#features/budgets/rules/checks/checkBudget.ts'
import type { CheckContext } from '#features/budgets/rules/checks/context.ts'
import { type About, type ReadBudget, readBudgetSheets } from '#features/budgets/rules/reading/readSheets.ts'
import { readClassification } from '#features/budgets/readClassification.ts'
import { type Sheet, textCell } from '#platform/sheets/sheet.ts'

/** Rows of cells as a sheet, numbered from 1; an empty string is an empty cell. */
export const sheetOf = (rows: readonly (readonly string[])[], name?: string): Sheet => ({
  name,
  rows: rows
    .map((row, at) => ({
      number: at + 1,
      cells: row.map((text, column) => textCell(column + 1, text)).filter(cell => cell !== undefined),
    }))
    .filter(row => row.cells.length > 0),
})

export const ABOUT: About = { year: 2026, stage: 'approved' }
export const readRowsAs = (rows: readonly (readonly string[])[], about: Partial<About> = {}) =>
  readBudgetSheets([sheetOf(rows)], { ...ABOUT, ...about })

/** Reads rows that must be readable. */
export function readOk(rows: readonly (readonly string[])[], about: Partial<About> = {}): ReadBudget {
  const read = readRowsAs(rows, about)
  if (!read.ok) throw new Error(JSON.stringify(read.refusals))
  return read.value
}

/** What the checks say of rows. */
export const check = (rows: readonly (readonly string[])[], context: Partial<CheckContext> & Partial<About> = {}) =>
  checkBudget({ ...readOk(rows, context), stage: context.stage ?? ABOUT.stage, classification: readClassification(), ...context })
