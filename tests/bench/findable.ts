import Database from 'better-sqlite3'
import { migrateStore } from '#db/migrate.ts'
import { indexDocuments } from '#features/search/indexDocuments.ts'
import { SEARCH_KINDS } from '#features/search/rules/document.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import { readConfig } from '#platform/config.ts'
import { buildApp } from '#src/app.ts'

// How long a search takes among 200,000 things, beside the bare question to FTS5 in the same run.
const DOCUMENTS = Number(process.env.BENCH_DOCUMENTS ?? 200_000)
const ROUNDS = 20
const WORDS =
  'айыл кеңеш бюджет жол көпүрө мектеп бала бакча суу түтүк жарык таштанды көчө салык киреше чыгаша отчет угуу долбоор тургун аянт ремонт дорога школа вода освещение налог расходы слушания жители'.split(
    ' ',
  )

// The same things every time: a small generator with a fixed seed.
let state = 20_261_125
const chance = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
/** Few words are in many texts, and most are in few, as in any language. */
const word = (): string => (chance(3) === 0 ? (WORDS[chance(WORDS.length)] ?? '') : `сөз${chance(40_000)}`)
const text = (length: number): string => Array.from({ length }, word).join(' ')

const config = readConfig({ ...process.env, LOG_LEVEL: 'silent' })
await migrateStore(config.databaseUrl)
const app = buildApp(config)
for (let from = 0; from < DOCUMENTS; from += 2_000)
  await app.store.write(tx =>
    indexDocuments(
      tx,
      Array.from({ length: Math.min(2_000, DOCUMENTS - from) }, (_, n) => ({
        ...{ kind: SEARCH_KINDS[chance(SEARCH_KINDS.length)] ?? 'report', subjectId: `s${from + n}`, lang: 'ky' as const },
        ...{ municipalityId: `m${chance(484)}`, title: text(4), body: text(20), path: '/', isDemo: false },
      })),
    ),
  )

const bare = new Database(config.databaseUrl.replace(/^file:(\/\/)?/, ''), { readonly: true })
const least = bare.prepare('SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rank LIMIT 20')

const timed = async (work: () => unknown): Promise<number[]> => {
  const times: number[] = []
  for (let n = 0; n < ROUNDS; n += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)
}
const at = (times: readonly number[], share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0

const lines = []
for (const [what, q, match] of [
  ['Search: a rare word', 'сөз12345', '"соз12345" *'],
  ['Search: a word of some hundred things', 'сөз1234', '"соз1234" *'],
  ['Search: two words', 'көпүрө мектеп', '"копуро" * AND "мектеп" *'],
  ['Search: a word of very many things', 'бюджет', '"биужет" *'],
] as const) {
  const floor = at(await timed(() => least.all(match)), 0.5)
  const times = await timed(() => searchDocuments(app, { q, lang: 'ky', limit: 60, each: 3 }))
  const ratio = at(times, 0.5) / floor
  lines.push({
    what: `${what} (bare ${floor.toFixed(1)} ms, × ${ratio.toFixed(1)})`,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    goal: '',
  })
}
process.stdout.write(JSON.stringify(lines))
bare.close()
await app.close()
