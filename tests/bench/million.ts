import Database from 'better-sqlite3'
import { migrateStore } from '#db/migrate.ts'
import { seedBase } from '#db/seed/base.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readFeedbackQueue } from '#features/feedback/readFeedbackQueue.ts'
import { readFeedbackTotals } from '#features/feedback/readFeedbackTotals.ts'
import { KINDS } from '#features/feedback/rules/kinds.ts'
import type { QueueFilters } from '#features/feedback/rules/queue.ts'
import type { TotalsQuestion } from '#features/feedback/rules/totalsQuestion.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { readConfig } from '#platform/config.ts'
import { type Quarter, quarterOf } from '#platform/dates.ts'
import { buildApp } from '#src/app.ts'

/** How long the desk's questions take over a million words. */
export type Desk = readonly { what: string; p50: number; p95: number; goal: string }[]

const WORDS = Number(process.env.BENCH_WORDS ?? 1_000_000)
const MUNICIPALITIES = 484
const ROUNDS = 40
const STATES = ['waiting', 'published', 'published', 'published', 'publishedInPart', 'refused', 'private'] as const
const CODES = [
  ...Array.from({ length: 24 }, (_, n) => `L${String(n + 1).padStart(2, '0')}`),
  ...Array.from({ length: 10 }, (_, n) => `D${String(n + 1).padStart(2, '0')}`),
]

// The same million every time: a small generator with a fixed seed.
let state = 20_261_124
const chance = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const pick = <T>(from: readonly T[]): T => from[chance(from.length)] as T

/** As many municipalities as the country has: the seeded ones, and copies of them under other names. */
function fillUnits(database: Database.Database): string[] {
  const known = database
    .prepare('SELECT * FROM unit WHERE is_municipality = 1 AND valid_to IS NULL AND parent_id IS NOT NULL')
    .all() as Record<string, unknown>[]
  const columns = Object.keys(known[0] ?? {})
  const add = database.prepare(`INSERT INTO unit (${columns.join(', ')}) VALUES (${columns.map(name => `@${name}`).join(', ')})`)
  const ids = known.map(row => String(row.id))
  for (let n = 0; ids.length < MUNICIPALITIES; n += 1) {
    const model = known[n % known.length] as Record<string, unknown>
    const id = `bench-unit-${n}`
    add.run({ ...model, id, slug: id })
    ids.push(id)
  }
  return ids
}

function fill(file: string): void {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -400000')
  // Indexes are built once at the end, as that is several times faster than row by row.
  const indexes = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'feedback%' AND sql IS NOT NULL")
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`)
  database.exec('BEGIN')
  const ids = fillUnits(database)
  const word = database.prepare(`INSERT INTO feedback
    (id, reference, tracking_hash, submitted_at, quarter, municipality_id, kind, subject_type, subject_label, catalogue_code, text, language,
     consent_publish, consent_share_contact, channel, moderation, rating_mean, status, is_demo)
    VALUES (?, ?, '', ?, ?, ?, ?, ?, '', ?, ?, 'ky', 1, 0, 'web', ?, ?, 'received', 0)`)
  const rating = database.prepare('INSERT INTO feedback_rating (feedback_id, criterion, score) VALUES (?, ?, ?)')
  const totals = new Map<string, [number, number, number]>()
  const summary = new Map<string, [number, number, number, number]>()
  const add = (map: Map<string, number[]>, key: string, values: readonly number[]) => {
    const sums = map.get(key)
    if (!sums) map.set(key, [...values])
    else for (const [at, value] of values.entries()) sums[at] = (sums[at] ?? 0) + value
  }
  const end = Date.UTC(2026, 11, 31)
  for (let n = 0; n < WORDS; n += 1) {
    const id = `0190${n.toString(16).padStart(28, '0')}`
    const at = new Date(end - (WORDS - n) * 126_000)
    const quarter = quarterOf(at)
    const place = ids[Math.floor((chance(1_000) / 1_000) ** 2 * ids.length)] as string
    const code = chance(3) === 0 ? '' : pick(CODES)
    const kind = code === '' ? pick(KINDS.filter(one => one !== 'rating')) : pick(KINDS)
    const scores = code !== '' && chance(2) === 0 ? [chance(5) + 1, chance(5) + 1] : []
    const mean = scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null
    word.run(
      id,
      `KG-${n.toString(36).toUpperCase().padStart(8, '0')}`,
      at.getTime(),
      quarter,
      place,
      kind,
      code ? 'service' : 'general',
      code || null,
      `Сөз ${n}: көчөдө жарык жок`,
      pick(STATES),
      mean,
    )
    const key = `${quarter}|${place}|${code}`
    add(totals, `${key}|${kind}|`, [1, 0, 0])
    for (const [at, score] of scores.entries()) {
      rating.run(id, `Q${at + 1}`, score)
      add(totals, `${key}|${kind}|Q${at + 1}`, [1, score, score * score])
    }
    const hundredths = mean === null ? 0 : Math.round(mean * 100)
    add(summary, key, [1, mean === null ? 0 : 1, hundredths, hundredths ** 2])
  }
  const total = database.prepare(`INSERT INTO feedback_total
    (quarter, municipality_id, catalogue_code, kind, criterion, count, sum, sum_of_squares) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  for (const [key, sums] of totals) total.run(...key.split('|'), ...sums)
  const glance = database.prepare(`INSERT INTO feedback_summary
    (quarter, municipality_id, catalogue_code, words, rated, sum, sum_of_squares) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  for (const [key, sums] of summary) glance.run(...key.split('|'), ...sums)
  database.exec('COMMIT')
  for (const { sql } of indexes) database.exec(sql)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

async function measure(what: string, ask: () => Promise<{ ok: boolean }>, goal = ''): Promise<Desk[number]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    if (!(await ask()).ok) throw new Error(`${what} was refused`)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { what, p50: times[Math.floor(ROUNDS * 0.5)] ?? 0, p95: times[Math.floor(ROUNDS * 0.95)] ?? 0, goal }
}

const config = readConfig({ LOG_LEVEL: 'error', DATA_DIR: String(process.env.DATA_DIR) })
await migrateStore(config.databaseUrl)
const app = buildApp(config)
await seedBase(app)
fill(config.databaseUrl.replace(/^file:/, ''))

const oblast = (await readUnitTree(app))[0]?.id
const totals = (what: string, question: TotalsQuestion) =>
  measure(`Totals: ${what}`, () => readFeedbackTotals(app, OPERATOR, question), 'p95 < 100')
const queue = (what: string, filters: QueueFilters) => measure(`Queue: ${what}`, () => readFeedbackQueue(app, OPERATOR, filters))
const year: { from: Quarter; until: Quarter } = { from: '2026-Q1' as Quarter, until: '2026-Q4' as Quarter }
const desk: Desk = [
  await totals('words by municipality and quarter', { rows: 'municipality', columns: 'quarter', measure: 'words' }),
  await totals('mean rating by service and municipality', { rows: 'code', columns: 'municipality', measure: 'rating' }),
  await totals('mean rating by service and quarter', { rows: 'code', columns: 'quarter', measure: 'rating' }),
  await totals('one criterion by municipality', { rows: 'municipality', columns: 'none', measure: 'rating', criterion: 'Q1' }),
  await totals('complaints by service, one year', {
    rows: 'code',
    columns: 'none',
    measure: 'words',
    kind: 'complaint',
    ...year,
  }),
  await totals('words by service in one oblast', { rows: 'code', columns: 'quarter', measure: 'words', place: oblast }),
  await queue('waiting, oldest first', { state: 'waiting', order: 'oldest' }),
  await queue('all, newest first', { state: 'all', order: 'newest' }),
  await queue('one oblast, complaints of a quarter', {
    ...{ state: 'all', order: 'newest', place: oblast, kind: 'complaint', quarter: '2026-Q2' as Quarter },
  }),
  await queue('one service with low ratings', { state: 'all', order: 'newest', code: 'L04', meanTo: 2 }),
]
await app.close()
process.stdout.write(JSON.stringify(desk))
