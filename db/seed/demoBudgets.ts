import { createHash } from 'node:crypto'
import { listBudgets } from '#features/budgets/listBudgets.ts'
import { publishBudget } from '#features/budgets/publishBudget.ts'
import { type BudgetStage, SIDES, type Side, tellsExecution } from '#features/budgets/rules/budget.ts'
import type { ReadLine } from '#features/budgets/rules/reading/lines.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { DEMO_LINES, type DemoLine } from './demoBudgetLines.ts'

interface Place {
  readonly municipality: string
  readonly city: boolean
  /** The whole of 2024: a plausible size for a place like it. */
  readonly thousandSom: number
  /** Has a draft of the coming year open for comment. */
  readonly drafts?: boolean
}

/** Real places with made-up budgets. */
const PLACES: readonly Place[] = [
  { municipality: 'ala-buka', city: false, thousandSom: 148_000 },
  { municipality: 'kara-kulja', city: false, thousandSom: 86_500, drafts: true },
  { municipality: 'barpy', city: false, thousandSom: 71_200 },
  { municipality: 'karakol', city: true, thousandSom: 412_000, drafts: true },
  { municipality: 'tokmok', city: true, thousandSom: 365_000 },
]

/** Order matters: each year's figures are compared with the year before. */
const BUDGETS: readonly (readonly [year: number, stage: BudgetStage])[] = [
  [2024, 'approved'], [2024, 'execution'],
  [2025, 'approved'], [2025, 'amended'], [2025, 'execution'],
  [2026, 'approved'], [2026, 'execution-h1'], [2026, 'execution-9m'],
] // prettier-ignore
const DRAFTS: typeof BUDGETS = [[2027, 'draft']]
const GROWTH: Record<number, number> = { 2024: 1, 2025: 1.117, 2026: 1.238, 2027: 1.341 }
const CARRIED_OUT: Partial<Record<BudgetStage, number>> = { execution: 0.962, 'execution-h1': 0.447, 'execution-9m': 0.702 }
/** Amounts are printed in thousand som with one decimal. */
const STEP = 10_000

/** A number from 0 to 1 that is always the same for the same words. */
const chance = (...words: (string | number)[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 0xffffffff
const step = (amount: number): Tyiyn => tyiyn(Math.max(STEP, Math.round(amount / STEP) * STEP))

function planOf(place: Place, line: DemoLine, year: number, amended: boolean): number {
  const whole = place.thousandSom * 100_000 * (GROWTH[year] ?? 1)
  const sway = chance(place.municipality, line.en, year)
  const change = line.capital ? 0.25 + sway * 1.6 : 0.95 + sway * 0.1
  const later =
    amended && chance(place.municipality, line.en, 'amended') > 0.6 ? 1 + (sway - 0.35) * (line.capital ? 0.5 : 0.08) : 1
  return (whole * line.share[place.city ? 1 : 0] * change * later) / 1000
}

/** One budget: revenue takes the grant that its spending needs, and what is carried out differs from line to line. */
function linesOf(place: Place, year: number, stage: BudgetStage): ReadLine[] {
  const amended = stage === 'amended' || tellsExecution(stage)
  const mine = DEMO_LINES.filter(line => line.balances || line.ofWhich || line.share[place.city ? 1 : 0] > 0)
  const plans = new Map(mine.map(line => [line, step(planOf(place, line, year, amended && year === 2025))]))
  const sum = (side: Side) =>
    mine.reduce((all, line) => all + (line.side === side && !line.balances && !line.ofWhich ? (plans.get(line) ?? 0) : 0), 0)
  const share = CARRIED_OUT[stage]
  const lines: ReadLine[] = []
  for (const side of SIDES) {
    for (const line of mine.filter(one => one.side === side)) {
      const before = lines.length - 1
      const whole = line.ofWhich ? lines[before] : undefined
      const plan = whole
        ? step(((whole.plan ?? 0) * (line.ofWhich ?? 0)) / 100)
        : line.balances
          ? step(sum('expenditure') - sum('revenue'))
          : (plans.get(line) ?? step(0))
      const done =
        (share ?? 0) *
        (line.capital
          ? 0.55 + chance(place.municipality, line.en, year, stage) * 0.55
          : 0.95 + chance(line.en, place.municipality, year) * 0.09)
      const actual =
        share === undefined
          ? undefined
          : whole
            ? step(((whole.actual ?? 0) * (line.ofWhich ?? 0)) / 100)
            : step(plan * Math.min(done, side === 'revenue' ? 1.12 : 1))
      lines.push({
        side,
        kind: whole ? 'ofWhich' : 'line',
        parent: whole ? before : undefined,
        name: line.ky,
        names: { ky: line.ky, ru: line.ru, en: line.en },
        economicCode: line.economicCode,
        functionalCode: line.functionalCode,
        isDelegated: line.isDelegated ?? false,
        plan,
        actual,
        row: lines.length + 5,
      })
    }
    const counted = lines.filter(one => one.side === side && one.kind === 'line')
    const all = (column: 'plan' | 'actual') => tyiyn(counted.reduce((total, one) => total + (one[column] ?? 0), 0))
    lines.push({
      side,
      kind: 'total',
      totalOf: 'all',
      name: side === 'revenue' ? 'Кирешелердин жыйынтыгы' : 'Чыгашалардын жыйынтыгы',
      names:
        side === 'revenue' ? { ru: 'Итого доходов', en: 'Total revenue' } : { ru: 'Итого расходов', en: 'Total expenditure' },
      isDelegated: false,
      plan: all('plan'),
      actual: share === undefined ? undefined : all('actual'),
      row: lines.length + 5,
    })
  }
  return withSlips(place, year, stage, lines).map(line => ({
    ...line,
    printedPlan: printed(line.plan),
    printedActual: printed(line.actual),
  }))
}

/** Two slips as they happen in real tables, in one place, so that the demonstration shows what the checks say. */
function withSlips(place: Place, year: number, stage: BudgetStage, lines: ReadLine[]): ReadLine[] {
  if (place.municipality !== 'barpy' || year !== 2026) return lines
  return lines.map(line => {
    // The printed total forgets a line that was added late.
    if (line.kind === 'total' && line.side === 'expenditure' && line.plan) return { ...line, plan: tyiyn(line.plan - 62_000_000) }
    // The decimal comma got lost.
    if (stage === 'execution-9m' && line.names?.en === 'Libraries' && line.actual)
      return { ...line, actual: tyiyn(line.actual * 10) }
    return line
  })
}

/** 1240050000 → "12 400,5"; a value ten times too large lost its comma. */
function printed(amount: Tyiyn | undefined): string | undefined {
  if (amount === undefined) return undefined
  const tenths = Math.round(amount / STEP)
  const whole = String(Math.floor(tenths / 10)).replace(/\B(?=(\d{3})+$)/g, ' ')
  return tenths % 10 === 0 ? whole : `${whole},${tenths % 10}`
}

/** Loads complete, made-up budgets of three years, marked as demo data. Does nothing for a place that has one already. */
export async function seedDemoBudgets(app: App): Promise<void> {
  for (const place of PLACES) {
    const municipality = await readMunicipality(app, place.municipality)
    if (!municipality) throw new Error(`no municipality ${place.municipality}`)
    const there = await listBudgets(app, municipality.id)
    for (const [year, stage] of place.drafts ? [...BUDGETS, ...DRAFTS] : BUDGETS) {
      if (there.some(one => one.year === year && one.stage === stage)) continue
      const published = await publishBudget(app, SYSTEM, {
        municipality: municipality.id,
        year,
        stage,
        unit: 'thousandSom',
        unitSaid: 'file',
        isDemo: true,
        source: { title: 'Демо: ойдон чыгарылган сандар' },
        reason: 'demo data',
        lines: linesOf(place, year, stage),
      })
      if (!published.ok) throw new Error(`${place.municipality} ${year}: ${published.refusals[0].code}`)
    }
  }
}
