import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, inject, it } from 'vitest'
import { backupStore, restoreStore } from '#db/backup.ts'
import { seedBase } from '#db/seed/base.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readConfig } from '#platform/config.ts'
import { readOrMakeKeyFile } from '#platform/keyFile.ts'
import { buildApp } from '#src/app.ts'
import { testApp } from '#tests/support/app.ts'

it('a backup taken while the portal writes restores whole, with its files, into an empty place and nowhere else', async () => {
  const app = await testApp()
  await seedBase(app)
  await app.files.put('budgets/1/source.csv', new TextEncoder().encode('Кирешелер'))
  // The key under which voting codes and personal numbers are hashed lies outside of what a backup takes.
  const key = readOrMakeKeyFile(join(app.config.dataDir, 'roll-keys', 'ala-buka-2026'))
  const folder = inject('folder')
  const file = join(folder, `backup-${app.newId()}`)
  expect(backupStore(app.config.databaseUrl, join(app.config.dataDir, 'files'), file)).toEqual({ files: 1 })
  expect(() => backupStore(app.config.databaseUrl, app.config.dataDir, file)).toThrow('already')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readFileSync(file).includes(key)).toBe(false)

  const config = readConfig({ DATA_DIR: join(folder, app.newId()), LOG_LEVEL: 'silent' })
  restoreStore(file, config.databaseUrl, join(config.dataDir, 'files'))
  const restored = buildApp(config)
  expect(await readMunicipality(restored, 'myrza-ake')).toEqual(await readMunicipality(app, 'myrza-ake'))
  expect(Buffer.from((await restored.files.get('budgets/1/source.csv')) ?? []).toString()).toBe('Кирешелер')
  expect(await verifyAudit(restored.store.read)).toEqual(await verifyAudit(app.store.read))
  await restored.close()

  expect(() => restoreStore(file, config.databaseUrl, config.dataDir)).toThrow('already')
  // A store that was moved away without its journal: SQLite would play that into the restored one.
  const halfMoved = readConfig({ DATA_DIR: join(folder, app.newId()), LOG_LEVEL: 'silent' })
  mkdirSync(halfMoved.dataDir)
  writeFileSync(join(halfMoved.dataDir, 'ashar.db-wal'), 'a journal')
  expect(() => restoreStore(file, halfMoved.databaseUrl, halfMoved.dataDir)).toThrow('ashar.db-wal')
  // Nor is one taken that names a file outside, and nothing of it is left.
  const smuggler = new Database(file)
  smuggler.prepare('INSERT INTO backup_file VALUES (?, ?)').run('../outside.txt', Buffer.from('x'))
  smuggler.close()
  const third = readConfig({ DATA_DIR: join(folder, app.newId()), LOG_LEVEL: 'silent' })
  expect(() => restoreStore(file, third.databaseUrl, join(third.dataDir, 'files'))).toThrow('outside')
  expect(readdirSync(third.dataDir)).toEqual([])
  const nonsense = join(folder, `nonsense-${app.newId()}`)
  writeFileSync(nonsense, 'no database at all')
  const elsewhere = readConfig({ DATA_DIR: join(folder, app.newId()) })
  expect(() => restoreStore(nonsense, elsewhere.databaseUrl, elsewhere.dataDir)).toThrow('no backup')
})
