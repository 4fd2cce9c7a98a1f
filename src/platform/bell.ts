/** Wakes background work of this process. Shared by the server's own code and the built pages. */
const SHARED = Symbol.for('ashar.bell')
const shared = globalThis as { [SHARED]?: EventTarget }
const bell = (): EventTarget => (shared[SHARED] ??= new EventTarget())

// Rung inside a transaction, the bell must sound once it is committed; work that comes too early finds nothing, and its own
// rhythm brings it back.
const COMMIT_MS = 25
const ringing = new Set<string>()

/** Tells the chore of this name that there will be work in a moment; rings close together sound once. */
export function ringSoon(name: string): void {
  if (ringing.has(name)) return
  ringing.add(name)
  setTimeout(() => {
    ringing.delete(name)
    bell().dispatchEvent(new Event(name))
  }, COMMIT_MS).unref()
}

/** Resolves after `ms`, when the bell of this name sounds, or when `signal` aborts, whichever is first. */
export function waitForBell(name: string, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      bell().removeEventListener(name, done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    timer.unref()
    bell().addEventListener(name, done)
    signal.addEventListener('abort', done)
  })
}
