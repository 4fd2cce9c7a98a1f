import { engineOf } from '#platform/engine.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

/** Opens the store that the settings name; `databaseUrl` is `file:PATH` or `postgres://…`. */
export function openStore(settings: { databaseUrl: string; replicaUrl?: string | undefined }): Store {
  if (engineOf(settings.databaseUrl) === 'postgres') return openPostgres(settings.databaseUrl, settings.replicaUrl)
  return openSqlite(settings.databaseUrl.replace(/^file:(\/\/)?/, ''))
}
