import type Database from 'better-sqlite3'

/** Distinct texts kept; lists of varying length in `IN (…)` make many, so the least recently used go first. */
const MOST = 400

/**
 * Keeps compiled statements by their text: Drizzle asks for a new one on each query, and compiling is a fifth of what
 * taking in a word costs. Drizzle switches a statement to raw rows for good, so each text has one of either kind.
 */
export function keepStatements(connection: Database.Database): Database.Database {
  const compile = connection.prepare.bind(connection)
  const kept = new Map<string, Database.Statement>()
  connection.prepare = ((text: string) => {
    const found = kept.get(text)
    if (found) {
      kept.delete(text)
      kept.set(text, found)
      return found
    }
    const plain = compile(text)
    let raw: Database.Statement | undefined
    const statement = {
      run: plain.run.bind(plain),
      all: plain.all.bind(plain),
      get: plain.get.bind(plain),
      raw: () => (raw ??= compile(text).raw()),
    } as unknown as Database.Statement
    kept.set(text, statement)
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    return statement
  }) as typeof connection.prepare
  return connection
}
