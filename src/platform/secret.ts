import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { readOrMakeKeyFile } from './keyFile.ts'

/**
 * A key for one purpose, derived from the server's secret; another purpose or another server has another key. Losing the
 * secret makes sealed second factors and links to eIDs worthless, and nothing else.
 */
export type ServerKey = (purpose: string) => string

/** The secret is the setting's, else that of `DATA_DIR/secret`, which is made when it is first needed. */
export function openServerKey(dataDir: string, setting: string | undefined): ServerKey {
  let secret = setting
  return purpose => {
    secret ??= readOrMakeKeyFile(join(dataDir, 'secret'))
    return createHmac('sha256', secret).update(`ashar ${purpose}`).digest('base64url')
  }
}
