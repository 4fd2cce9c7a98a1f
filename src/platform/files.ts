import { join } from 'node:path'
import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs'

export interface Files {
  /** Keeps bytes under a key such as `budgets/<id>/source.xlsx`. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** The bytes, or undefined where the key is unknown. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>
}

/** Kept files in `DATA_DIR/files`. */
export function openFiles(dataDir: string): Files {
  const storage = createStorage({ driver: fsDriver({ base: join(dataDir, 'files') }) })
  return {
    put: (key, bytes) => storage.setItemRaw(key, bytes),
    get: async key => (await storage.getItemRaw<Uint8Array>(key)) ?? undefined,
  }
}
