import { Command } from 'commander'
import { say, withApp } from './run.ts'

export const migrateCommand = () =>
  new Command('migrate')
    .description('Bring the store to the current schema')
    .action(() => withApp(async app => say(`The store is current (${app.store.engine}).`)))
