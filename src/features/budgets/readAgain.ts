import type { UploadRow } from './store/uploads.ts'
import { ringSoon } from '#platform/bell.ts'
import { isSmall, openSheetFile } from '#platform/sheets/readSheets.ts'
import type { App } from '#src/app.ts'
import { readUploaded } from './readUploaded.ts'
import { READING_BELL } from './rules/prepared.ts'

/** A row that waits to be read from the start. */
export const TO_READ = {
  state: 'reading',
  refusals: null,
  leaseUntil: null,
  attempts: 0,
  rowsRead: 0,
  percentRead: 0,
} as const

/** Has a kept file read again: a small one at once, a long one in the background. */
export async function readAgain(app: App, { id, fileKey }: Pick<UploadRow, 'id' | 'fileKey'>): Promise<void> {
  const file = await openSheetFile((await app.files.get(fileKey)) ?? new Uint8Array())
  if (file.ok && isSmall(file.value)) await readUploaded(app, id)
  else ringSoon(READING_BELL)
}
