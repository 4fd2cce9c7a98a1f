import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { destroyKeyFile, readKeyFile, readOrMakeKeyFile } from '#platform/keyFile.ts'
import type { App } from '#src/app.ts'

// Kept apart from the database and from `DATA_DIR/files`, which is all that a backup takes: whoever has a backup cannot try
// codes or personal numbers against the hashes in it, and once the key is destroyed nobody can.
const fileOf = (app: App, cycleId: string): string => {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(cycleId)) throw new Error('a cycle whose id is no file name')
  return join(app.config.dataDir, 'roll-keys', cycleId)
}

/** What is hashed under a cycle's key; each kind for itself. */
export type HashedFact = 'code' | 'person' | 'roll number' | 'eID subject' | 'holder'

/** Hashes a fact under the key of a cycle. */
export type RollKey = (kind: HashedFact, fact: string) => string

const hasher =
  (key: string): RollKey =>
  (kind, fact) =>
    createHmac('sha256', key).update(`${kind}\n${fact}`).digest('base64url')

/** The key of a cycle's voter roll; undefined before the first code or person, and once it is destroyed. */
export function rollKey(app: App, cycleId: string): RollKey | undefined {
  const key = readKeyFile(fileOf(app, cycleId))
  return key === undefined ? undefined : hasher(key)
}

/**
 * The same, made where there is none. Only for a cycle whose roll is empty: under a new key no code of before would be found,
 * and everybody who voted could vote again.
 */
export const makeRollKey = (app: App, cycleId: string): RollKey => hasher(readOrMakeKeyFile(fileOf(app, cycleId)))

/** Destroys it; whether there was one. From then on nothing leads from a code or a person to the roll. */
export const destroyRollKey = (app: App, cycleId: string): boolean => destroyKeyFile(fileOf(app, cycleId))
