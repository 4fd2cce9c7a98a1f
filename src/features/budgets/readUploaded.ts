import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { openSheetFile, readSheetFile } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { checkContext } from './keepBudget.ts'
import { keepResult } from './resultFile.ts'
import { checkSteps } from './rules/checks/checkBudget.ts'
import { openCount, type ReadResult } from './rules/prepared.ts'
import { mappingSchema, type SeenSheet } from './rules/reading/mapping.ts'
import { planSheets, readBudgetSteps } from './rules/reading/readSheets.ts'
import { runInTurns } from './rules/steps.ts'
import { claimUpload, selectMemory, updateReading, type UploadRow } from './store/uploads.ts'

/** How long a reader may be silent before another takes the file over. */
const LEASE_MS = 30_000
const MOST_ATTEMPTS = 3
const TELL_ROWS = 10_000
/** How much of the work is done once the file is unpacked, in percent. */
const UNPACKED = 70

/** Somebody else has the file now, or a person changed what is to be read. */
class Lost extends Error {}

const turn = () => new Promise(resolve => setImmediate(resolve))

/**
 * Reads a brought file that waits: unpacks it in a stream, finds its tables, reads its lines and checks them, and writes
 * down how far it is. The result is kept beside the file; a refusal is kept with what was seen of the tables, so that they can
 * be corrected. False where there was nothing to read or somebody else reads it.
 */
export async function readUploaded(app: App, id: string): Promise<boolean> {
  const holder = app.newId()
  const claimed = await app.store.write(tx => {
    const now = app.now()
    return claimUpload(tx, { id, now, holder, until: new Date(now.getTime() + LEASE_MS) })
  })
  if (!claimed) return false
  try {
    const read =
      claimed.attempts > MOST_ATTEMPTS
        ? { sheets: [], result: { ok: false as const, refusals: [{ code: 'reading.failed' }] as const } }
        : await readFile(app, claimed, holder)
    await finish(app, claimed, holder, read)
    return true
  } catch (error) {
    if (error instanceof Lost) return false
    throw error
  }
}

interface Read {
  readonly sheets: readonly SeenSheet[]
  readonly result: Result<ReadResult>
}

async function readFile(app: App, row: UploadRow, holder: string): Promise<Read> {
  const bytes = await app.files.get(row.fileKey)
  const file = await openSheetFile(bytes ?? new Uint8Array())
  if (!file.ok) return { sheets: [], result: file }
  const tell = teller(app, row, holder)
  const sheets = await readSheetFile(file.value, (rows, share) => tell(rows, share * UNPACKED))
  if (!sheets.ok) return { sheets: [], result: sheets }
  const rows = sheets.value.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  const mapping = mappingSchema.safeParse(row.mapping)
  const said = {
    mapping: mapping.success ? mapping.data : undefined,
    remembered: await selectMemory(app.store.read, row.municipalityId),
  }
  const about = { year: row.year, stage: row.stage }
  const plans = planSheets(sheets.value, about, said)
  const seen = plans.map(plan => plan.seen)
  // Three passes over the rows, a thousand at a time, then the checks.
  const steps = (rows * 3) / 1_000 + 12
  let done = 0
  const pause = async () => {
    done += 1
    await turn()
    await tell(rows, UNPACKED + Math.min(1, done / steps) * (99 - UNPACKED))
  }
  const read = await runInTurns(readBudgetSteps(plans, about, said), pause)
  if (!read.ok) return { sheets: seen, result: read }
  const municipality = await readMunicipality(app, row.municipalityId)
  if (!municipality) throw new Error('a file of no municipality')
  const context = await checkContext(app, municipality, { ...read.value, ...about })
  const findings = await runInTurns(checkSteps(context), pause)
  return { sheets: seen, result: { ok: true, value: { ...read.value, sheets: seen, findings } } }
}

/** Writes down how far the reading is, and keeps the file for this reader; throws `Lost` where it is somebody else's by now. */
function teller(app: App, row: UploadRow, holder: string) {
  let [toldAt, toldRows] = [app.now().getTime(), 0]
  return async (rows: number, percent: number): Promise<void> => {
    const now = app.now().getTime()
    if (now - toldAt < 1_000 && rows - toldRows < TELL_ROWS) return
    toldAt = now
    toldRows = rows
    const change = { rowsRead: rows, percentRead: Math.round(percent), leaseUntil: new Date(now + LEASE_MS) }
    const held = await app.store.write(tx => updateReading(tx, { ...row, holder }, change))
    if (!held) throw new Lost()
  }
}

async function finish(app: App, row: UploadRow, holder: string, { sheets, result }: Read): Promise<void> {
  const resultKey = `budgets/uploads/${row.id}/${app.newId()}.ndjson.gz`
  // What was seen of a table that cannot be read is kept as well: it is what a person corrects.
  const seen = { unit: 'som', unitSaid: 'nobody', hasActualColumn: false, notTaken: [], unclearCodes: [], notes: [] } as const
  const kept: ReadResult = result.ok ? result.value : { ...seen, sheets, lines: [], findings: [] }
  await keepResult(app, resultKey, kept)
  const refusals = result.ok ? null : result.refusals.slice(0, 50).map(plainRefusal)
  await app.store.write(async tx => {
    const now = app.now()
    const lineCount = kept.lines.length
    const findingCount = kept.findings.length
    const done = await updateReading(
      tx,
      { ...row, holder },
      {
        state: result.ok ? 'read' : 'refused',
        resultKey,
        refusals,
        lineCount,
        findingCount,
        openCount: openCount(kept.findings, row.answers),
        rowsRead: lineCount,
        percentRead: 100,
        leaseHolder: null,
        leaseUntil: null,
      },
    )
    if (!done) return
    await recordAudit(tx, {
      at: now,
      actor: 'system',
      action: result.ok ? 'budget.read' : 'budget.readingRefused',
      subject: { type: 'budgetUpload', id: row.id },
      reason: 'the spreadsheet was read',
      detail: { lines: lineCount, findings: findingCount, refusal: refusals?.[0]?.code ?? null },
    })
  })
}

const plainRefusal = ({ code, path, values }: Refusal) => ({
  code,
  ...(path === undefined ? {} : { path }),
  ...(values === undefined ? {} : { values }),
})
