import type { App } from '#src/app.ts'
import { selectAnnouncement } from './store/results.ts'

/** Whether the result of a cycle is announced: its last signature is there. */
export const isAnnounced = async (app: App, cycleId: string): Promise<boolean> =>
  (await selectAnnouncement(app.store.read, cycleId)) !== undefined
