import { err, ok, type Result } from '#platform/result.ts'
import { columnName, type SheetRow } from '#platform/sheets/sheet.ts'
import { type BudgetStage, tellsExecution } from '../budget.ts'
import type { HeaderColumn } from './header.ts'
import { type Period, type Phase, sideHeading } from './phrases.ts'

/** Which columns of a table are read, by their number. */
export interface Columns {
  readonly name: number
  readonly ordinal?: number | undefined
  readonly side?: number | undefined
  readonly localCode?: number | undefined
  readonly economicCode?: number | undefined
  readonly functionalCode?: number | undefined
  /** One column that holds both kinds of codes: each is told by its own form. */
  readonly mixedCode?: number | undefined
  /** A column of codes whose kind could not be told. */
  readonly unclearCode?: number | undefined
  readonly note?: number | undefined
  readonly plan?: HeaderColumn | undefined
  readonly actual?: HeaderColumn | undefined
  /** Columns of amounts that are not read: of another year, stage or period. */
  readonly notTaken: readonly HeaderColumn[]
}

const PHASES: Record<BudgetStage, readonly (Phase | undefined)[]> = {
  draft: ['draft', 'forecast', undefined, 'approved', 'amended'],
  approved: ['approved', undefined, 'forecast', 'draft', 'amended'],
  amended: ['amended', undefined, 'approved', 'forecast', 'draft'],
  outlook: ['forecast', 'draft', undefined, 'approved', 'amended'],
  'execution-q1': ['amended', 'approved', undefined, 'forecast', 'draft'],
  'execution-h1': ['amended', 'approved', undefined, 'forecast', 'draft'],
  'execution-9m': ['amended', 'approved', undefined, 'forecast', 'draft'],
  execution: ['amended', 'approved', undefined, 'forecast', 'draft'],
}
const PERIOD: Partial<Record<BudgetStage, Period>> = { 'execution-q1': 'q1', 'execution-h1': 'h1', 'execution-9m': '9m' }

/** Rows that tell what a column holds; of a long table the first ones do. */
const LOOKED_AT = 2_000

/**
 * Chooses the columns to read for a year and a stage among those that the heading names. Two columns that serve equally
 * well are refused rather than one of them taken.
 */
export function chooseColumns(
  header: readonly HeaderColumn[],
  below: readonly SheetRow[],
  about: { readonly year: number; readonly stage: BudgetStage },
): Result<Columns> {
  const data = below.slice(0, LOOKED_AT)
  const amounts = header.filter(one => one.role === 'plan' || one.role === 'amount' || one.role === 'actual')
  const inYear = amounts.filter(one => one.years.length === 0 || one.years.includes(about.year))
  if (amounts.length === 0) return err('sheet.noAmounts')
  if (inYear.length === 0)
    return err('sheet.noColumnForYear', {
      values: { year: String(about.year), years: [...new Set(amounts.flatMap(one => one.years))].join(', ') },
    })
  const generic = inYear.filter(one => one.role === 'amount')
  // A report of execution with one column of amounts tells what was done.
  const onlyActual = tellsExecution(about.stage) && inYear.length === 1 && generic.length === 1
  const plan = onlyActual
    ? ok(undefined)
    : best(
        inYear.filter(one => one.role === 'plan' || one.role === 'amount'),
        about,
      )
  const told = best(onlyActual ? generic : inYear.filter(one => one.role === 'actual'), about)
  // A plan's table may tell earlier periods beside it; which of them is no question for a plan.
  const actual = !told.ok && !tellsExecution(about.stage) ? ok(undefined) : told
  if (!plan.ok) return plan
  if (!actual.ok) return actual
  const first = (role: HeaderColumn['role']) => header.find(one => one.role === role)?.column
  const taken = new Set(header.map(one => one.column))
  const name = first('name') ?? widestText(data, taken)
  if (name === undefined) return err('sheet.noNames')
  const codes = header.filter(one => one.role === 'code').map(one => ({ column: one.column, kind: codeKind(data, one.column) }))
  const code = (kind: CodeKind) => codes.find(one => one.kind === kind)?.column
  return ok({
    name,
    ordinal: first('number'),
    side: first('side') ?? sideColumn(data),
    localCode: code('local') ?? code('unclear'),
    mixedCode: code('mixed'),
    unclearCode: code('unclear'),
    economicCode: first('economic') ?? code('economic'),
    functionalCode: first('functional') ?? code('functional'),
    note: first('note'),
    plan: plan.value,
    actual: actual.value,
    notTaken: amounts.filter(one => one !== plan.value && one !== actual.value),
  })
}

/** Narrows the candidates by year, period and phase; more than one left is a question for the sender. */
function best(
  candidates: readonly HeaderColumn[],
  about: { year: number; stage: BudgetStage },
): Result<HeaderColumn | undefined> {
  let left = candidates
  const narrow = (keep: (one: HeaderColumn) => boolean) => {
    const kept = left.filter(keep)
    if (kept.length > 0) left = kept
  }
  narrow(one => one.years.includes(about.year))
  narrow(one => one.role !== 'amount')
  const period = PERIOD[about.stage]
  if (period) narrow(one => one.period === period)
  narrow(one => one.period === undefined)
  for (const phase of PHASES[about.stage]) {
    const inPhase = left.filter(one => one.phase === phase)
    if (inPhase.length === 0) continue
    left = inPhase
    break
  }
  if (left.length > 1)
    return err('sheet.severalColumns', {
      values: { columns: left.map(one => `${columnName(one.column)} (${one.heading})`).join(', ') },
    })
  return ok(left[0])
}

/** A column that says of every line whether it is revenue or expenditure, whatever it is called. */
function sideColumn(data: readonly SheetRow[]): number | undefined {
  const columns = new Map<number, { said: number; all: number }>()
  for (const row of data)
    for (const cell of row.cells) {
      const seen = columns.get(cell.column) ?? { said: 0, all: 0 }
      columns.set(cell.column, { said: seen.said + (sideHeading(cell.text) ? 1 : 0), all: seen.all + 1 })
    }
  return [...columns].find(([, { said, all }]) => said === all && all > data.length / 2)?.[0]
}

/** The column without a heading that holds most text: names often stand under an empty corner. */
function widestText(data: readonly SheetRow[], taken: ReadonlySet<number>): number | undefined {
  const texts = new Map<number, number>()
  for (const row of data)
    for (const cell of row.cells)
      if (!taken.has(cell.column) && /\p{L}{2}/u.test(cell.text)) texts.set(cell.column, (texts.get(cell.column) ?? 0) + 1)
  return [...texts].sort(([a, many], [b, more]) => more - many || a - b)[0]?.[0]
}

type CodeKind = 'local' | 'economic' | 'functional' | 'mixed' | 'unclear'
const FUNCTIONAL = /^7(0[1-9]|10)\d*$/
const ECONOMIC = /^[123]\d{1,7}$/
/** What one code is by the form that the classification gives it: 701… is by purpose, 1…, 2…, 3… is by nature. */
export const kindOfCode = (code: string): 'local' | 'economic' | 'functional' =>
  FUNCTIONAL.test(code) ? 'functional' : ECONOMIC.test(code) ? 'economic' : 'local'

/** What a column that is just called "code" holds, by the form of its codes. */
function codeKind(data: readonly SheetRow[], column: number): CodeKind {
  const codes = data.flatMap(row =>
    row.cells
      .filter(cell => cell.column === column)
      .map(cell => cell.text.replace(/\s/g, ''))
      .filter(code => /\d/.test(code)),
  )
  const share = (kind: CodeKind) => codes.filter(code => kindOfCode(code) === kind).length / Math.max(1, codes.length)
  const [functional, economic] = [share('functional'), share('economic')]
  if (functional > 0.8) return 'functional'
  if (economic > 0.8) return 'economic'
  if (functional + economic > 0.8) return 'mixed'
  return functional > 0 && economic > 0 ? 'unclear' : 'local'
}
