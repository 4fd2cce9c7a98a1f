import { Worker } from 'node:worker_threads'
import { type Reader, refusedReading, type WasRead } from './readBytes.ts'

type Message = { readonly read: WasRead } | { readonly rows: number; readonly percent: number }

/** How much memory the reading of one file may take; past it only the thread ends, not the portal. */
const MOST_MEMORY_MB = 256
/** A file of 200,000 rows takes some ten seconds. */
const LONGEST_MS = 10 * 60_000
/** Between two words of the thread, so that one long step does not look like a reader that died. */
const ALIVE_MS = 5_000

/**
 * Reads a file in a thread, so that the portal answers meanwhile as ever and gets the memory back. Where `tell` throws, the file is
 * somebody else's and the thread is stopped.
 */
export const readInThread: Reader = async (one, tell) => {
  const thread = new Worker(new URL('./readingThread.ts', import.meta.url), {
    workerData: one,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const timers: NodeJS.Timeout[] = []
  try {
    return await new Promise<WasRead>((resolve, reject) => {
      let last = { rows: 0, percent: 0 }
      const pass = () => Promise.resolve(tell(last.rows, last.percent)).catch(reject)
      thread.on('message', (message: Message) => {
        if ('read' in message) return resolve(message.read)
        last = message
        void pass()
      })
      thread.once('error', error =>
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? resolve(refusedReading([{ code: 'reading.tooMuch' }]))
          : reject(error),
      )
      thread.once('exit', () => reject(new Error('the reading thread ended without an answer')))
      timers.push(setInterval(pass, ALIVE_MS))
      timers.push(setTimeout(() => reject(new Error('the reading took too long')), LONGEST_MS))
    })
  } finally {
    for (const timer of timers) clearTimeout(timer)
    await thread.terminate()
  }
}
