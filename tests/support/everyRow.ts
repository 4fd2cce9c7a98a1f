import Database from 'better-sqlite3'
import postgres from 'postgres'

export interface Column {
  readonly table: string
  readonly column: string
  /** As text; nulls left out. */
  readonly values: readonly string[]
}

/** Every column of the tables whose names begin so, with all values as text: what any query could join by. */
export async function everyColumn(databaseUrl: string, prefix: string): Promise<Column[]> {
  const rowsOf = await readTables(databaseUrl, prefix)
  return [...rowsOf].flatMap(([table, rows]) =>
    [...new Set(rows.flatMap(row => Object.keys(row)))].map(column => ({
      ...{ table, column },
      values: rows.flatMap(row => {
        const value = row[column]
        if (value === null || value === undefined) return []
        return [
          value instanceof Date ? String(value.getTime()) : typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]
      }),
    })),
  )
}

async function readTables(databaseUrl: string, prefix: string): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>()
  if (databaseUrl.startsWith('file:')) {
    const database = new Database(databaseUrl.slice(5), { readonly: true })
    const names = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? || '%'")
      .pluck()
      .all(prefix)
    for (const name of names as string[])
      found.set(name, database.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[])
    database.close()
    return found
  }
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const names = await client<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables where table_name like ${`${prefix}%`}`
  for (const { schema, name } of names) found.set(name, await client.unsafe(`select * from "${schema}"."${name}"`))
  await client.end()
  return found
}
