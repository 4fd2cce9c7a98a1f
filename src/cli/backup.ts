import { join } from 'node:path'
import { Command } from 'commander'
import { BackupRefused, backupStore, restoreStore } from '#db/backup.ts'
import { SECRET_TABLES } from '#features/participatory-budgeting/ballots/shuffleStores.ts'
import { type Config, ConfigError, readConfig } from '#platform/config.ts'
import { engineOf } from '#platform/engine.ts'
import { Stopped, say } from './run.ts'

/** The settings, where the store is SQLite; otherwise says what to use instead. */
function settings(): Config {
  const config = readConfig(process.env)
  if (engineOf(config.databaseUrl) === 'postgres')
    throw new BackupRefused('The store is PostgreSQL: use pg_dump and pg_restore, and copy DATA_DIR/files beside it')
  return config
}

function inWords(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof BackupRefused || error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    throw new Stopped(1)
  }
}

export const backupCommand = () =>
  new Command('backup')
    .description('Write the SQLite store and all kept files into one file, while the portal runs')
    .argument('<file>', 'a new file')
    .action((file: string) =>
      inWords(() => {
        const { databaseUrl, dataDir } = settings()
        const { files } = backupStore(databaseUrl, join(dataDir, 'files'), file, SECRET_TABLES)
        say(`Written to ${file}, with ${files} kept files.`)
      }),
    )

export const restoreCommand = () =>
  new Command('restore')
    .description('Put a backup into an empty DATA_DIR; the portal must not run')
    .argument('<file>', 'what `backup` wrote')
    .action((file: string) =>
      inWords(() => {
        const { databaseUrl, dataDir } = settings()
        const { files } = restoreStore(file, databaseUrl, join(dataDir, 'files'))
        say(`Restored, with ${files} kept files.`)
      }),
    )
