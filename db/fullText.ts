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

/** Makes the index where it is missing, and fills it from what is stored. Does nothing the second time. */
export function prepareFullTextSqlite(connection: Database.Database): void {
  const known = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'search_words'").get()
  const row = (which: 'old' | 'new') => `${which}.id, ${which}.folded_title, ${which}.folded_body`
  const remove = `INSERT INTO search_words(search_words, rowid, folded_title, folded_body) VALUES ('delete', ${row('old')});`
  const add = `INSERT INTO search_words(rowid, folded_title, folded_body) VALUES (${row('new')});`
  connection.transaction(() => {
    connection.exec(`
      CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        folded_title, folded_body, content='search_document', content_rowid='id', tokenize="unicode61 remove_diacritics 0"
      );
      CREATE TRIGGER IF NOT EXISTS search_words_insert AFTER INSERT ON search_document BEGIN ${add} END;
      CREATE TRIGGER IF NOT EXISTS search_words_delete AFTER DELETE ON search_document BEGIN ${remove} END;
      CREATE TRIGGER IF NOT EXISTS search_words_update AFTER UPDATE ON search_document BEGIN ${remove} ${add} END;
    `)
    if (!known) connection.exec("INSERT INTO search_words(search_words) VALUES ('rebuild')")
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

/**
 * Rows of `search_document` that hold every word, as a subquery `found` with their `id` and `score`; a smaller score is a
 * better one, and the title counts eight times. `words` is never empty.
 */
export function foundRows(words: readonly AskedFor[]): SQL {
  if (onPostgres) {
    const query = words.map(word => either(word, (text, start) => `'${text}'${start ? ':*' : ''}`, ' | ')).join(' & ')
    return sql`(
      SELECT id, -ts_rank('{0.125, 0.125, 0.125, 1}', words, asked) AS score
      FROM search_document, to_tsquery('simple', ${query}) AS asked WHERE words @@ asked
    ) AS found`
  }
  const query = words.map(word => either(word, (text, start) => `"${text}"${start ? ' *' : ''}`, ' OR ')).join(' AND ')
  return sql`(SELECT rowid AS id, bm25(search_words, 8.0, 1.0) AS score FROM search_words WHERE search_words MATCH ${query}) AS found`
}
