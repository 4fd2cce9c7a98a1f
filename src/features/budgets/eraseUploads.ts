import type { App } from '#src/app.ts'
import { unneededFiles, UPLOADS } from './rules/unneededFiles.ts'
import { selectUploadFiles } from './store/uploads.ts'

/** Erases the bytes of budgets that were given up, and of files that something took the place of. Answers how many files. */
export async function eraseUploads(app: App): Promise<number> {
  // Keys come first: what is kept meanwhile is not among them.
  const keys = await app.files.keys(UPLOADS)
  const unneeded = unneededFiles(keys, await selectUploadFiles(app.store.read), app.now())
  for (const key of unneeded) await app.files.remove(key)
  return unneeded.length
}
