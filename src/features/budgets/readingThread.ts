import { parentPort, workerData } from 'node:worker_threads'
import { readBytes, type ToRead } from './readBytes.ts'

/*
 * Runs in a thread of its own, started by readInThread.ts: reads one file, tells how far it is at most five times a second, and
 * ends. Its memory goes with it.
 */
const TELL_MS = 200
let toldAt = 0
const read = await readBytes(workerData as ToRead, (rows, percent) => {
  const now = performance.now()
  if (now - toldAt < TELL_MS) return
  toldAt = now
  parentPort?.postMessage({ rows, percent })
})
parentPort?.postMessage({ read })
