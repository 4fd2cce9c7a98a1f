import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { waitFor } from './rules/signInDelay.ts'
import { countTry as countTryUnder, lockTries } from './store/tries.ts'

/** Under what a kind of try is counted; only its hash is kept. */
export const triesKey = (...parts: readonly string[]): string => sha256(parts.join('\n'))

/**
 * Counts a try before it is looked at, so that many at once gain nothing; refuses it while the delay after wrong ones runs,
 * and says how long. The caller forgets the tries after a right one.
 */
export function takeTry(app: App, key: string): Promise<Result<void, 'signIn.wait'>> {
  return app.store.write(async tx => {
    const now = app.now()
    const tries = await lockTries(tx, key, now)
    const wait = waitFor(tries, now)
    if (wait > 0) return err('signIn.wait', { values: { seconds: Math.ceil(wait / 1000), minutes: Math.ceil(wait / 60_000) } })
    await countTryUnder(tx, key, tries.count + 1, now)
    return ok()
  })
}
