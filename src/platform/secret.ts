import { createHmac, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A key for one purpose, derived from the server's secret; another purpose or another server has another key. Losing the
 * secret makes sealed second factors and links to eIDs worthless, and nothing else.
 */
export type ServerKey = (purpose: string) => string

/** The secret is the setting's, else that of `DATA_DIR/secret`, which is made when it is first needed. */
export function openServerKey(dataDir: string, setting: string | undefined): ServerKey {
  let secret = setting
  return purpose => {
    secret ??= readOrMake(join(dataDir, 'secret'), dataDir)
    return createHmac('sha256', secret).update(`ashar ${purpose}`).digest('base64url')
  }
}

function readOrMake(path: string, dataDir: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dataDir, { recursive: true })
  // Written whole and then given its name, which fails where another process was first: nobody reads half a secret.
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(fresh, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(fresh, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(fresh)
  }
  return readFileSync(path, 'utf8').trim()
}
