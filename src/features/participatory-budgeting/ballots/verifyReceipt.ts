import type { App } from '#src/app.ts'
import { readReceiptState } from './readBox.ts'
import { readReceipt } from './rules/receipt.ts'
import { countBefore, isTested } from './store/casting.ts'
import { selectClosing } from './store/box.ts'

export type ReceiptVerdict =
  | { readonly found: 'misread' | 'no' | 'tested' }
  | {
      readonly found: 'yes'
      readonly receipt: string
      /** Once the box is closed: what the published list says. */
      readonly listed?: {
        readonly place: number
        readonly count: number
        readonly head: string
        readonly fingerprint: string | undefined
      }
    }

/** Whether the ballot of a receipt number, as somebody typed it, is in the box; nothing of what it holds. */
export async function verifyReceipt(app: App, cycleId: string, typed: string): Promise<ReceiptVerdict> {
  const receipt = readReceipt(typed)
  if (!receipt) return { found: 'misread' }
  const state = await readReceiptState(app, cycleId, receipt)
  if (!state) return { found: (await isTested(app.store.read, receipt)) ? 'tested' : 'no' }
  const closing = await selectClosing(app.store.read, cycleId)
  if (!closing) return { found: 'yes', receipt }
  const { fingerprint } = state
  const place = 1 + (await countBefore(app.store.read, cycleId, { receipt, fingerprint }))
  return { found: 'yes', receipt, listed: { place, count: closing.envelopes, head: closing.head, fingerprint } }
}
