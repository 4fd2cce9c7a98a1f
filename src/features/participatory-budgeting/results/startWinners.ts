import type { Writing } from '#db/store.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'

/**
 * Seam to implementation: what becomes of the winners once a result is announced, in its transaction. Until that part has its
 * `startProjects`, the announcement alone says who won, and nothing more is to be done.
 */
export async function startWinners(
  _app: App,
  _tx: Writing,
  _asked: { readonly cycle: Cycle; readonly winners: readonly { readonly proposalId: string; readonly price: Tyiyn }[] },
): Promise<void> {}
