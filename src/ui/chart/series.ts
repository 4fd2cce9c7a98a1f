/** What a table says, ready to be drawn. */
export interface Series {
  readonly labels: readonly string[]
  readonly sets: readonly {
    readonly name: string
    readonly values: readonly (number | null)[]
    readonly texts: readonly string[]
  }[]
}

/**
 * Reads columns of a table: names of rows from the first cell, numbers from `data-value`, words from the cells (or
 * `data-text`, where a cell says more than its number).
 */
export function readSeries(table: HTMLTableElement, columns: readonly number[]): Series {
  const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])]
  const rows = [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !row.classList.contains('total'))
  const text = (cell: Element | undefined) => cell?.textContent?.trim().replace(/\s+/g, ' ') ?? ''
  return {
    labels: rows.map(row => text(row.cells[0])),
    sets: columns.map(column => ({
      name: text(heads[column]),
      values: rows.map(row => {
        const value = row.cells[column]?.dataset.value
        return value === undefined || value === '' ? null : Number(value)
      }),
      texts: rows.map(row => row.cells[column]?.dataset.text ?? text(row.cells[column])),
    })),
  }
}
