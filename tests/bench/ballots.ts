import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrateStore } from '#db/migrate.ts'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'
import { closeBox } from '#features/participatory-budgeting/ballots/closeBox.ts'
import { makeBoxKey } from '#features/participatory-budgeting/ballots/makeBoxKey.ts'
import { openBox } from '#features/participatory-budgeting/ballots/openBox.ts'
import { prepareBallot } from '#features/participatory-budgeting/ballots/prepareBallot.ts'
import { readListA } from '#features/participatory-budgeting/ballots/readOpened.ts'
import { rehearseBoxKey } from '#features/participatory-budgeting/ballots/rehearseBoxKey.ts'
import { sheetLines } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import type { Voter } from '#features/participatory-budgeting/ballots/rules/voter.ts'
import { shuffleStores } from '#features/participatory-budgeting/ballots/shuffleStores.ts'
import { MOST_CODES } from '#features/participatory-budgeting/voters/rules/batch.ts'
import { readConfig } from '#platform/config.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import { buildApp } from '#src/app.ts'
import { freezeAs, seededCycle } from '#tests/support/pbCycle.ts'
import { slipsOf, ticketFor } from '#tests/support/voters.ts'

// The closing hour: all voters enter a code, look at their ballot and cast it; some press twice, some try a second ballot. Then
// the box is closed and opened, and every receipt is looked for. The bare insert beside it does a durable commit for each row.
const VOTERS = Number(process.env.BENCH_VOTERS ?? 100_000)
const AT_ONCE = 64
/** Of so many voters one presses twice, and one comes back with another ballot. */
const EACH = 50
const PROJECTS = 12

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
async function each<T>(all: readonly T[], work: (one: T, n: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let n = next++; n < all.length; n = next++) await work(all[n] as T, n)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
const timed = async <T>(work: () => Promise<T> | T): Promise<{ value: T; ms: number }> => {
  const started = performance.now()
  const value = await work()
  return { value, ms: performance.now() - started }
}

const config = readConfig({ ...process.env, LOG_LEVEL: 'error' })
await migrateStore(config.databaseUrl)
let later = 0
const built = buildApp(config)
const app = { ...built, now: () => new Date(Date.now() + later) }
await seedBase(app)
const area = { id: 'bench-2026-whole', position: 1, names: { ky: 'Шаар' }, pot: 100_000_000 as Tyiyn, entitled: VOTERS }
const cycle = await seededCycle(app, { id: 'bench-2026', areas: [area] })
const key = must(await makeBoxKey(app, OPERATOR, cycle.id))
const [sheet1 = '', sheet2 = ''] = key.sheets.map(one => sheetLines(one).join('\n'))
must(await rehearseBoxKey(app, OPERATOR, cycle.id, { sheet1, sheet2 }))
const projects = Array.from({ length: PROJECTS }, (_, n) => ({
  ...{ id: `project-${n}`, titles: { ky: `Долбоор ${n}` }, price: 5_000_000 + n * 1_000_000 },
}))
await freezeAs(app, cycle, projects, key.publicKey)

const codes: string[] = []
while (codes.length < VOTERS)
  codes.push(...(await slipsOf(app, cycle, Math.min(MOST_CODES, VOTERS - codes.length))).map(one => one.code))

const receipts = new Map<string, number>()
const refused = new Map<string, number>()
const waits: number[] = []
let casting = 0
async function vote(code: string, n: number): Promise<void> {
  const voter: Voter = { by: 'ticket', ...(await ticketFor(app, cycle, code)) }
  const choices = projects.filter((_, at) => (n * 7 + at * at) % 5 === 0).slice(0, 5).map(one => ({ project: one.id })) // prettier-ignore
  const { ballot } = must(await prepareBallot(app, voter, { choices, rotation: n % 4 }))
  const second = n % EACH === 1 ? must(await prepareBallot(app, voter, { choices: [], rotation: 0 })).ballot : undefined
  const started = performance.now()
  const sent = [castBallot(app, voter, { cycleId: cycle.id, ballot })]
  if (n % EACH === 0) sent.push(castBallot(app, voter, { cycleId: cycle.id, ballot }))
  if (second) sent.push(castBallot(app, voter, { cycleId: cycle.id, ballot: second }))
  const answers = await Promise.all(sent)
  waits.push(performance.now() - started)
  casting += 1
  const given = new Set(answers.flatMap(one => (one.ok ? [one.value.receipt] : [])))
  for (const receipt of given) receipts.set(receipt, (receipts.get(receipt) ?? 0) + 1)
  for (const one of answers) if (!one.ok) refused.set(one.refusals[0].code, (refused.get(one.refusals[0].code) ?? 0) + 1)
}

const hour = await timed(() => each(codes, vote))
const bareFile = new Database(join(config.dataDir, 'bare.db'))
bareFile.pragma('journal_mode = WAL')
bareFile.pragma('synchronous = FULL')
bareFile.exec('CREATE TABLE ballot (receipt TEXT PRIMARY KEY, sealed TEXT NOT NULL)')
const insert = bareFile.prepare('INSERT INTO ballot VALUES (?, ?)')
const rows = Math.min(VOTERS, 5_000)
const bare = await timed(() => {
  for (let n = 0; n < rows; n += 1) insert.run(`receipt ${n}`, 'x'.repeat(800))
})
const copied = await timed(() => shuffleStores(app))
later = 10 * 86_400_000
const closed = await timed(async () => must(await closeBox(app, OPERATOR, cycle.id)))
const opened = await timed(async () => must(await openBox(app, OPERATOR, cycle.id, { sheet1, sheet2 })))
const list = new Set((await readListA(app, cycle.id))?.links.map(one => one.receipt))
const lost = [...receipts.keys()].filter(receipt => !list.has(receipt)).length
const unknown = [...list].filter(receipt => !receipts.has(receipt)).length
const twice = [...receipts.values()].filter(count => count > 1).length
await app.close()
bareFile.close()

const perSecond = casting / (hour.ms / 1_000)
const barePerSecond = rows / (bare.ms / 1_000)
waits.sort((a, b) => a - b)
const result = {
  ...{
    voters: VOTERS,
    perSecond,
    bare: barePerSecond,
    ratio: perSecond / barePerSecond,
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
  },
  ...{ receipts: receipts.size, envelopes: list.size, opened: opened.value.ballots, spoiled: opened.value.spoiled.length },
  ...{ lost, unknown, twice, refused: Object.fromEntries(refused) },
  ...{ seconds: { hour: hour.ms / 1_000, copied: copied.ms / 1_000, closed: closed.ms / 1_000, opened: opened.ms / 1_000 } },
}
export type ClosingHour = typeof result
process.stdout.write(`${JSON.stringify(result)}\n`)
if (lost + unknown + twice + result.spoiled > 0 || result.envelopes !== VOTERS || result.opened !== VOTERS) process.exitCode = 1
