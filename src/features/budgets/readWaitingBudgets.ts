import type { App } from '#src/app.ts'
import { readInThread } from './readInThread.ts'
import { readUploaded } from './readUploaded.ts'
import { selectWaiting } from './store/uploads.ts'

/** Reads brought files that wait, one after the other: long ones, and those whose reader was stopped in the middle. */
export async function readWaitingBudgets(app: App, stopping?: AbortSignal): Promise<number> {
  let read = 0
  while (!stopping?.aborted) {
    const id = await selectWaiting(app.store.read, app.now())
    if (id === undefined || !(await readUploaded(app, id, readInThread))) return read
    read += 1
  }
  return read
}
