import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import Database from 'better-sqlite3'
import { getTableName } from 'drizzle-orm'
import { copySqlite, type OrderedTable } from './tableOrder.ts'

export interface Kept {
  readonly files: number
}
/** Why a backup or a restore was refused, in words for an operator. */
export class BackupRefused extends Error {}

const fileOf = (databaseUrl: string): string => databaseUrl.replace(/^file:(\/\/)?/, '')
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    : []

/**
 * Writes one file that holds a consistent copy of the SQLite store, taken while the portal runs, and every kept file beside
 * it; the rows of `ordered` lie in the order of their keys there. Refuses to write over anything.
 */
export function backupStore(
  databaseUrl: string,
  filesFolder: string,
  target: string,
  ordered: readonly OrderedTable[] = [],
): Kept {
  if (existsSync(target)) throw new BackupRefused(`${target} is there already; choose another name`)
  mkdirSync(dirname(resolve(target)), { recursive: true })
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  const source = new Database(fileOf(databaseUrl), { timeout: 60_000, fileMustExist: true })
  source.prepare('VACUUM INTO ?').run(unfinished)
  source.close()
  // It holds contacts and sessions: nobody but who made it reads it.
  chmodSync(unfinished, 0o600)
  const copy = new Database(unfinished)
  // A backup of today would otherwise keep the order in which people voted since the night.
  const there = copy.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
  // One of before they were made has none of them.
  const tables = ordered.filter(one => there.get(getTableName(one.table)) !== undefined)
  copy.transaction(() => copySqlite(copy, tables))()
  copy.exec('VACUUM')
  copy.exec('CREATE TABLE backup_file (key TEXT PRIMARY KEY, bytes BLOB NOT NULL)')
  const add = copy.prepare('INSERT INTO backup_file VALUES (?, ?)')
  const keys = filesIn(filesFolder)
  copy.transaction(() => {
    for (const key of keys) add.run(key, readFileSync(join(filesFolder, key)))
  })()
  copy.close()
  renameSync(unfinished, target)
  return { files: keys.length }
}

/** Puts a backup where nothing is yet: the store and the kept files. Refuses over an existing store or a file that is no backup. */
export function restoreStore(source: string, databaseUrl: string, filesFolder: string): Kept {
  const file = fileOf(databaseUrl)
  if (!existsSync(source)) throw new BackupRefused(`${source} is not there`)
  // A journal that was left behind would be played into the restored store.
  const there = [file, `${file}-wal`, `${file}-journal`].find(path => existsSync(path))
  if (there) throw new BackupRefused(`${there} belongs to a store that is there already; move it away first`)
  mkdirSync(dirname(resolve(file)), { recursive: true })
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, readFileSync(source), { mode: 0o600 })
  try {
    const copy = new Database(unfinished)
    try {
      if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw new BackupRefused(`${source} is damaged`)
      const inside = (key: string): boolean => resolve(filesFolder, key).startsWith(resolve(filesFolder) + sep)
      // Every name is looked at before anything is written: a refused backup leaves nothing behind.
      const names = copy.prepare('SELECT key FROM backup_file').pluck().all() as string[]
      const outside = names.find(key => !inside(key))
      if (outside !== undefined) throw new BackupRefused(`${source} names a file outside: ${outside}`)
      const rows = copy.prepare('SELECT key, bytes FROM backup_file').iterate() as Iterable<{ key: string; bytes: Buffer }>
      let files = 0
      for (const { key, bytes } of rows) {
        const path = resolve(filesFolder, key)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, bytes)
        files += 1
      }
      copy.exec('DROP TABLE backup_file; VACUUM')
      copy.close()
      renameSync(unfinished, file)
      return { files }
    } finally {
      copy.close()
    }
  } catch (error) {
    rmSync(unfinished, { force: true })
    if (error instanceof BackupRefused) throw error
    throw new BackupRefused(`${source} is no backup of Ashar`)
  }
}
