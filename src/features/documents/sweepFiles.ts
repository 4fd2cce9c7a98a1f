import type { App } from '#src/app.ts'
import { FILE_FOLDER, unneededFiles } from './rules/fileKey.ts'
import { selectFileUses } from './store/documents.ts'

/** Takes away bytes that nothing leads to: kept and never attached, or removed long ago. Answers how many files. */
export async function sweepFiles(app: App): Promise<number> {
  // Keys come first: what is kept meanwhile is not among them.
  const keys = await app.files.keys(FILE_FOLDER)
  const unneeded = unneededFiles(keys, await selectFileUses(app.store.read), app.now())
  for (const key of unneeded) await app.files.remove(key)
  return unneeded.length
}
