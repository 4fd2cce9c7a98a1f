import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { linesOfYear } from './keepBudget.ts'
import { type Reader, readBytes, refusedReading, type TellReading, type WasRead } from './readBytes.ts'
import { claimUpload, selectMemory, updateReading, type UploadRow } from './store/uploads.ts'

/** How long a reader may be silent before another takes the file over. */
const LEASE_MS = 30_000
const MOST_ATTEMPTS = 3
const TELL_ROWS = 10_000

/** Somebody else has the file now, or a person changed what is to be read. */
class Lost extends Error {}

/**
 * Reads a brought file that waits, and writes down how far it is. The result is kept beside the file. False where there was nothing
 * to read or somebody else reads it. A long file is given a `read` that does it in a thread.
 */
export async function readUploaded(app: App, id: string, read: Reader = readBytes): Promise<boolean> {
  const holder = app.newId()
  const claimed = await app.store.write(tx => {
    const now = app.now()
    return claimUpload(tx, { id, now, holder, until: new Date(now.getTime() + LEASE_MS) })
  })
  if (!claimed) return false
  try {
    await finish(
      app,
      claimed,
      holder,
      claimed.attempts > MOST_ATTEMPTS
        ? await refusedReading([{ code: 'reading.failed' }])
        : await read(await toRead(app, claimed), teller(app, claimed, holder)),
    )
    return true
  } catch (error) {
    if (error instanceof Lost) return false
    throw error
  }
}

async function toRead(app: App, { fileKey, municipalityId, year, stage, mapping, answers }: UploadRow) {
  const municipality = await readMunicipality(app, municipalityId)
  if (!municipality) throw new Error('a file of no municipality')
  return {
    bytes: (await app.files.get(fileKey)) ?? new Uint8Array(),
    year,
    stage,
    mapping,
    answers,
    remembered: await selectMemory(app.store.read, municipalityId),
    population: municipality.population,
    lastYear: await linesOfYear(app, municipalityId, year - 1),
  }
}

/** Writes down how far the reading is, and keeps the file for this reader; throws `Lost` where it is somebody else's by now. */
function teller(app: App, row: UploadRow, holder: string): TellReading {
  let [toldAt, toldRows] = [app.now().getTime(), 0]
  return async (rows, percent) => {
    const now = app.now().getTime()
    if (now - toldAt < 1_000 && rows - toldRows < TELL_ROWS) return
    toldAt = now
    toldRows = rows
    const change = { rowsRead: rows, percentRead: Math.round(percent), leaseUntil: new Date(now + LEASE_MS) }
    const held = await app.store.write(tx => updateReading(tx, { ...row, holder }, change))
    if (!held) throw new Lost()
  }
}

async function finish(app: App, row: UploadRow, holder: string, read: WasRead): Promise<void> {
  const resultKey = `budgets/uploads/${row.id}/${app.newId()}.ndjson.gz`
  await app.files.put(resultKey, read.packed)
  const { lineCount, findingCount, openCount } = read
  const refusals = read.refusals?.slice(0, 50).map(plainRefusal) ?? null
  await app.store.write(async tx => {
    const now = app.now()
    const done = await updateReading(
      tx,
      { ...row, holder },
      {
        state: refusals ? 'refused' : 'read',
        resultKey,
        refusals,
        lineCount,
        findingCount,
        openCount,
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
      action: refusals ? 'budget.readingRefused' : 'budget.read',
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
