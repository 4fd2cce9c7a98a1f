/**
 * Full-text search is one of the two places where each engine has SQL of its own: SQLite's FTS5 over the folded columns of
 * `search_document`, kept by triggers; PostgreSQL's `tsvector` of the same columns, generated, with a GIN index.
 * Both take words as they are folded by us, without a dictionary of their own, so that both find the same.
 */
import type Database from 'better-sqlite3'
import { type SQL, sql } from 'drizzle-orm'
import type postgres from 'postgres'
import { engineOf } from '../src/platform/engine.ts'

const onPostgres = engineOf(process.env.DATABASE_URL) === 'postgres'

/** One word of a query, folded: a text has it where one of its words is `exact`, or begins with one of `starts`. */
export interface AskedFor {
  readonly exact: readonly string[]
  readonly starts: readonly string[]
}

/** A column of FTS5 that narrows a search inside the index: `kreport m0193…`, without signs, so that each is one word. */
const facets = (row: string) => `'k' || ${row}.kind || ' m' || replace(coalesce(${row}.municipality_id, ''), '-', '')`

/**
 * The texts stay in `search_document` alone. Nobody asks where in a text a word stands, so only columns are kept; beginnings
 * of three letters stand in so many words that they have an index of their own.
 */
const SQLITE_INDEX = `CREATE VIRTUAL TABLE search_words USING fts5(
  folded_title, folded_body, facets, content='', contentless_delete=1, detail=column, prefix='3',
  tokenize="unicode61 remove_diacritics 0"
)`
const entry = (row: string) => `${row}.id, ${row}.folded_title, ${row}.folded_body, ${facets(row)}`
const intoIndex = 'INSERT INTO search_words(rowid, folded_title, folded_body, facets)'
const add = `${intoIndex} VALUES (${entry('new')});`
const remove = 'DELETE FROM search_words WHERE rowid = old.id;'
const SQLITE_TRIGGERS = {
  search_words_insert: `AFTER INSERT ON search_document BEGIN ${add} END`,
  search_words_delete: `AFTER DELETE ON search_document BEGIN ${remove} END`,
  search_words_update: `AFTER UPDATE ON search_document BEGIN ${remove} ${add} END`,
}

/** Makes the index anew where it is missing or was made otherwise, and fills it from what is stored; else does nothing. */
export function prepareFullTextSqlite(connection: Database.Database): void {
  const wanted = [SQLITE_INDEX, ...Object.entries(SQLITE_TRIGGERS).map(([name, does]) => `CREATE TRIGGER ${name} ${does}`)]
  const known = connection.prepare("SELECT sql FROM sqlite_master WHERE name GLOB 'search_words*'").pluck()
  connection.transaction(() => {
    const made = new Set(known.all())
    if (wanted.every(definition => made.has(definition))) return
    for (const name of Object.keys(SQLITE_TRIGGERS)) connection.exec(`DROP TRIGGER IF EXISTS ${name}`)
    connection.exec('DROP TABLE IF EXISTS search_words')
    for (const definition of wanted) connection.exec(definition)
    connection.exec(`${intoIndex} SELECT ${entry('search_document')} FROM search_document`)
  })()
}

export async function prepareFullTextPostgres(client: postgres.Sql): Promise<void> {
  await client.unsafe(`
    ALTER TABLE search_document ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('simple'::regconfig, folded_title), 'A') || setweight(to_tsvector('simple'::regconfig, folded_body), 'D')
    ) STORED
  `)
  await client.unsafe('CREATE INDEX IF NOT EXISTS search_document_words ON search_document USING gin (words)')
}

/** Words that hold nothing but letters and digits need no escaping, and nothing else gets in. */
const PLAIN = /^[\p{L}\p{N}]+$/u
const plain = (word: string): string => {
  if (!PLAIN.test(word)) throw new Error('a word of a query was not folded')
  return word
}

const either = ({ exact, starts }: AskedFor, one: (word: string, isStart: boolean) => string, or: string): string =>
  `(${[...exact.map(word => one(plain(word), false)), ...starts.map(word => one(plain(word), true))].join(or)})`

/** Which rows are looked at. */
export interface Narrowed {
  readonly kind?: string | undefined
  readonly municipalityId?: string | undefined
  /** No more than so many, the newest; and as many of those whose title holds every word. */
  readonly most: number
}

/**
 * Rows of `search_document` that hold every word, as a subquery `found` of `id` and `named`: 1 where the
 * title alone holds every word, else 0. The engines' own ranks are left alone, since they would weigh each of very many
 * rows. `words` is never empty.
 */
export const foundRows = (words: readonly AskedFor[], narrowed: Narrowed): SQL =>
  onPostgres ? foundByPostgres(words, narrowed) : foundBySqlite(words, narrowed)

function foundBySqlite(words: readonly AskedFor[], { kind, municipalityId, most }: Narrowed): SQL {
  const query = words.map(word => either(word, (text, start) => `"${text}"${start ? ' *' : ''}`, ' OR ')).join(' AND ')
  const facet = (text: string) => `facets : "${text.replace(/[^\p{L}\p{N}]/gu, '')}" AND `
  const within = `${municipalityId === undefined ? '' : facet(`m${municipalityId}`)}${kind === undefined ? '' : facet(`k${kind}`)}`
  const rows = (columns: string, named: number) =>
    sql`SELECT id, ${sql.raw(String(named))} AS named FROM (
      SELECT rowid AS id FROM search_words WHERE search_words MATCH ${`${within}${columns} : (${query})`} ORDER BY rowid DESC LIMIT ${most}
    )`
  return both(rows('{folded_title folded_body}', 0), rows('folded_title', 1))
}

function foundByPostgres(words: readonly AskedFor[], { kind, municipalityId, most }: Narrowed): SQL {
  const query = (weight: string) =>
    words.map(word => either(word, (text, start) => `'${text}':${start ? '*' : ''}${weight}`, ' | ')).join(' & ')
  const within = sql`${kind === undefined ? sql`` : sql`AND kind = ${kind}`} ${municipalityId === undefined ? sql`` : sql`AND municipality_id = ${municipalityId}`}`
  // Without OFFSET 0 the planner may walk all rows by id to save the sorting.
  const rows = (weight: string, named: number) =>
    sql`SELECT id, ${sql.raw(String(named))} AS named FROM (
      SELECT id FROM search_document WHERE words @@ to_tsquery('simple', ${query(weight)}) ${within} OFFSET 0
    ) AS held ORDER BY id DESC LIMIT ${most}`
  return both(rows('AD', 0), rows('A', 1))
}

const both = (held: SQL, named: SQL): SQL =>
  sql`(SELECT id, max(named) AS named FROM (SELECT * FROM (${held}) AS held UNION ALL SELECT * FROM (${named}) AS named) AS each GROUP BY id) AS found`
