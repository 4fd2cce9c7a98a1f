import type { App } from '#src/app.ts'
import { accountNames } from './store/accounts.ts'

/** Names of accounts by the actor that trails and histories hold (`account:<id>`). For colleagues only. */
export async function readAccountNames(app: App, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].filter(actor => actor.startsWith('account:')).map(actor => actor.slice(8))
  const rows = ids.length === 0 ? [] : await accountNames(app.store.read, ids)
  return new Map(rows.map(row => [`account:${row.id}`, row.name]))
}
