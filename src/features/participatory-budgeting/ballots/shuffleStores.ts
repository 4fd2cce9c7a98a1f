import { dateInBishkek, instantInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { anythingCast, orderedTables } from './store/closing.ts'

/** What a vote writes to: in no copy of the database may these tables tell an order. */
export const SECRET_TABLES = orderedTables

/**
 * Copies roll and box into new tables, each in the order of its hashes, so that neither places on the disk nor what the engine
 * notes beside rows says in which order people voted (docs/secret-ballot.md).
 */
export async function shuffleStores(app: App): Promise<void> {
  const emptied = await app.store.copyInOrder(SECRET_TABLES)
  if (!emptied) app.log.warn('the write-ahead log could not be emptied: another program reads from the database')
}

/** From when in the night, when nobody waits. */
const FROM_HOUR = 2
const TO_HOUR = 5
/** By process; a copy more does no harm. */
let lastNight: string | undefined

/** Once a night, where there is a ballot at all. */
export async function shuffleAtNight(app: App): Promise<void> {
  const now = app.now()
  const [night, hour] = [dateInBishkek(now), Number(instantInBishkek(now).slice(11, 13))]
  if (hour < FROM_HOUR || hour >= TO_HOUR || night === lastNight || !(await anythingCast(app.store.read))) return
  await shuffleStores(app)
  lastNight = night
}
