import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Refusal, Result } from '#platform/result.ts'
import { openSheetFile, readSheetFile } from '#platform/sheets/readSheets.ts'
import { readClassification } from './readClassification.ts'
import type { BudgetStage, LineFacts } from './rules/budget.ts'
import { checkSteps } from './rules/checks/checkBudget.ts'
import { openCount, type ReadResult } from './rules/prepared.ts'
import { mappingSchema, type Remembered, type SeenSheet } from './rules/reading/mapping.ts'
import { planSheets, readBudgetSteps } from './rules/reading/readSheets.ts'
import { runInTurns } from './rules/steps.ts'

/** All that the reading of a brought file needs, so that it asks nothing more of anybody and can be done in a thread. */
export interface ToRead {
  readonly bytes: Uint8Array
  readonly year: number
  readonly stage: BudgetStage
  /** What a person says of sheets, columns and unit, and what was said of earlier files. */
  readonly mapping: unknown
  readonly remembered: ReadonlyMap<string, Remembered>
  readonly population: number | undefined
  readonly lastYear: readonly LineFacts[] | undefined
  /** Findings that the municipality explained already, by their keys. */
  readonly answers: Readonly<Record<string, unknown>>
}

/** What came of it: the result packed as the file store keeps it, and what is said of it beside. */
export interface WasRead {
  readonly packed: Uint8Array
  readonly refusals: readonly Refusal[] | null
  readonly lineCount: number
  readonly findingCount: number
  readonly openCount: number
}

/** Told while a file is read: rows so far, and how much of the work is done, in percent. */
export type TellReading = (rows: number, percent: number) => Promise<void> | void
export type Reader = (one: ToRead, tell: TellReading) => Promise<WasRead>

/** How much of the work is done once the file is unpacked, in percent. */
const UNPACKED = 70

/**
 * Unpacks a file in a stream, finds its tables, reads its lines and checks them. A refusal keeps what was seen of the tables, so
 * that they can be corrected.
 */
export const readBytes: Reader = async (one, tell) => {
  const { sheets, result } = await readTables(one, tell)
  if (!result.ok) return refusedReading(result.refusals, sheets)
  const { lines, findings } = result.value
  return {
    packed: await pack(result.value),
    refusals: null,
    lineCount: lines.length,
    findingCount: findings.length,
    openCount: openCount(findings, one.answers),
  }
}

export async function refusedReading(refusals: readonly Refusal[], sheets: readonly SeenSheet[] = []): Promise<WasRead> {
  const nothing = { unit: 'som', unitSaid: 'nobody', hasActualColumn: false, notTaken: [], unclearCodes: [], notes: [] } as const
  const packed = await pack({ ...nothing, sheets, lines: [], findings: [] })
  return { packed, refusals, lineCount: 0, findingCount: 0, openCount: 0 }
}

interface Tables {
  readonly sheets: readonly SeenSheet[]
  readonly result: Result<ReadResult>
}

async function readTables(one: ToRead, tell: TellReading): Promise<Tables> {
  const file = await openSheetFile(one.bytes)
  if (!file.ok) return { sheets: [], result: file }
  const sheets = await readSheetFile(file.value, (rows, share) => tell(rows, share * UNPACKED))
  if (!sheets.ok) return { sheets: [], result: sheets }
  const rows = sheets.value.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  const mapping = mappingSchema.safeParse(one.mapping)
  const said = { mapping: mapping.success ? mapping.data : undefined, remembered: one.remembered }
  const about = { year: one.year, stage: one.stage }
  const plans = planSheets(sheets.value, about, said)
  const seen = plans.map(plan => plan.seen)
  // Three passes over the rows, a thousand at a time, then the checks.
  const steps = (rows * 3) / 1_000 + 12
  let done = 0
  const pause = async () => {
    done += 1
    await new Promise(resolve => setImmediate(resolve))
    await tell(rows, UNPACKED + Math.min(1, done / steps) * (99 - UNPACKED))
  }
  const read = await runInTurns(readBudgetSteps(plans, about, said), pause)
  if (!read.ok) return { sheets: seen, result: read }
  const { population, lastYear } = one
  const context = { ...read.value, ...about, classification: readClassification(), population, lastYear }
  const findings = await runInTurns(checkSteps(context), pause)
  return { sheets: seen, result: { ok: true, value: { ...read.value, sheets: seen, findings } } }
}

/** First everything but the lines, then line by line, so that a long table is never one text in memory. */
async function pack({ lines, ...facts }: ReadResult): Promise<Uint8Array> {
  function* pieces() {
    yield `${JSON.stringify(facts)}\n`
    for (const line of lines) yield `${JSON.stringify(line)}\n`
  }
  const packed: Buffer[] = []
  for await (const chunk of Readable.from(pieces()).pipe(createGzip())) packed.push(chunk as Buffer)
  return Buffer.concat(packed)
}
