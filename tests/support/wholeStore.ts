import { existsSync, readFileSync } from 'node:fs'
import postgres from 'postgres'

/** Everything that a store holds, as text to search: the files of SQLite, every row of every table of PostgreSQL. */
export async function wholeStore(databaseUrl: string): Promise<string> {
  if (databaseUrl.startsWith('file:')) {
    const path = databaseUrl.slice(5)
    const parts = [path, `${path}-wal`].filter(part => existsSync(part))
    return parts.map(part => readFileSync(part).toString('latin1')).join('\n')
  }
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const tables = await client<{ name: string }[]>`
    select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const texts: string[] = []
  for (const { name } of tables) texts.push(JSON.stringify(await client.unsafe(`select t::text from ${name} t`)))
  await client.end()
  return texts.join('\n')
}
