import { join } from 'node:path'
import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs'

export interface Files {
  /** Keeps bytes under a key such as `budgets/<id>/source.xlsx`. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** The bytes, or undefined where the key is unknown. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>
  /** Forgets the bytes; a key that is unknown is no fault. */
  readonly remove: (key: string) => Promise<void>
  /** Every key under `folder/`, in no order. */
  readonly keys: (folder: string) => Promise<string[]>
}

/** Kept files in `DATA_DIR/files`. */
export function openFiles(dataDir: string): Files {
  const storage = createStorage({ driver: fsDriver({ base: join(dataDir, 'files') }) })
  return {
    put: (key, bytes) => storage.setItemRaw(key, bytes),
    get: async key => (await storage.getItemRaw<Uint8Array>(key)) ?? undefined,
    remove: key => storage.removeItem(key),
    // The storage names its keys with colons; ours are paths.
    keys: async folder => (await storage.getKeys(folder)).map(key => key.replaceAll(':', '/')),
  }
}
