import type { App } from '#src/app.ts'
import { selectBoxKey, selectClosing, selectReceipt } from './store/box.ts'

/** The public key that ballots of a cycle are sealed with; none before it was made. Voting needs one with `rehearsedAt`. */
export async function readBoxKey(
  app: App,
  cycleId: string,
): Promise<{ publicKey: string; madeAt: Date; rehearsedAt?: Date | undefined; isDemo: boolean } | undefined> {
  const row = await selectBoxKey(app.store.read, cycleId)
  return row && { ...row, rehearsedAt: row.rehearsedAt ?? undefined }
}

/** Whether the box of a cycle is closed: it stays so, whatever a clock says later. */
export const isBoxClosed = async (app: App, cycleId: string): Promise<boolean> =>
  (await selectClosing(app.store.read, cycleId)) !== undefined

/** Whether an envelope with this receipt number (as `readReceipt` answers it) is in, with its fingerprint. */
export async function readReceiptState(
  app: App,
  cycleId: string,
  receipt: string,
): Promise<{ fingerprint?: string | undefined } | undefined> {
  const row = await selectReceipt(app.store.read, cycleId, receipt)
  return row && { fingerprint: row.fingerprint ?? undefined }
}
