import type { App } from '#src/app.ts'
import { closeExpiredSessions } from './lucia.ts'
import { TRIES_KEPT_MS } from './rules/signInDelay.ts'
import { deleteKeptFormsBefore } from './store/keptForms.ts'
import { deleteLinksBefore } from './store/links.ts'
import { deleteDevicesBefore, deleteTriesBefore } from './store/tries.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Retention: sessions that are over, links a month after their end, tries after a day, browsers unseen for half a year, kept
 * forms after a day.
 */
export async function forgetOver(app: App): Promise<void> {
  const before = (ms: number) => new Date(app.now().getTime() - ms)
  await app.store.write(async tx => {
    await closeExpiredSessions(app, tx)
    await deleteLinksBefore(tx, before(30 * DAY_MS))
    await deleteKeptFormsBefore(tx, app.now())
    await deleteTriesBefore(tx, before(TRIES_KEPT_MS))
    await deleteDevicesBefore(tx, before(180 * DAY_MS))
  })
}
