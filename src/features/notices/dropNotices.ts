import type { Writing } from '#db/store.ts'
import { dropWaiting } from './store/notices.ts'

/** Mail about this that waits is not sent; its address and values are erased. In the transaction that made it nobody's business. */
export const dropNotices = (tx: Writing, about: string): Promise<void> => dropWaiting(tx, about)
