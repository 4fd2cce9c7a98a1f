import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** The key that a file holds; undefined where there is no such file. */
export function readKeyFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (missing(error)) return undefined
    throw error
  }
}

/** The key of a file that only this account reads, made where there is none yet. */
export function readOrMakeKeyFile(path: string): string {
  const there = readKeyFile(path)
  if (there !== undefined) return there
  mkdirSync(dirname(path), { recursive: true })
  // Written whole and then given its name, which fails where another process was first: nobody reads half a key.
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(fresh, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(fresh, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(fresh)
  }
  return readFileSync(path, 'utf8').trim()
}

/** Writes over a key and removes its file; whether there was one. */
export function destroyKeyFile(path: string): boolean {
  try {
    const { size } = statSync(path)
    const file = openSync(path, 'r+')
    writeSync(file, randomBytes(size))
    fsyncSync(file)
    closeSync(file)
    unlinkSync(path)
    return true
  } catch (error) {
    if (missing(error)) return false
    throw error
  }
}
