import type { App } from '#src/app.ts'
import { chainOfBox } from './boxEntries.ts'
import type { ChainLink } from './rules/chain.ts'
import type { OpenedBallot, SpoiledEnvelope } from './rules/opened.ts'
import { selectClosing } from './store/box.ts'
import { selectOpened, selectRotations } from './store/closing.ts'

/** The closing of a box as everybody may know it; undefined while it is not closed. */
export async function readClosing(
  app: App,
  cycleId: string,
): Promise<
  | { closedAt: Date; envelopes: number; head: string; openedAt?: Date | undefined; spoiled: readonly SpoiledEnvelope[] }
  | undefined
> {
  const row = await selectClosing(app.store.read, cycleId)
  return row && { ...row, openedAt: row.openedAt ?? undefined, spoiled: row.spoiled ?? [] }
}

/**
 * List A: receipt numbers, fingerprints and links of the chain, in its order; undefined while the box is not closed. What it is
 * computed from is in the box, so a changed box shows another head than the closing recorded. Published once the result is.
 */
export async function readListA(
  app: App,
  cycleId: string,
): Promise<{ start: string; links: readonly ChainLink[]; head: string; recorded: string } | undefined> {
  const closing = await selectClosing(app.store.read, cycleId)
  if (!closing) return undefined
  return { ...(await chainOfBox(app.store.read, cycleId)), recorded: closing.head }
}

/**
 * The ballots out of their envelopes, sorted by content within each pot, with the totals of rotations and what was spoiled;
 * undefined before the box was opened. Not for publication as it stands: rules/publishing.ts says which pots may be.
 */
export async function readOpened(
  app: App,
  cycleId: string,
): Promise<
  | {
      openedAt: Date
      ballots: readonly OpenedBallot[]
      rotations: readonly { rotation: number; count: number }[]
      spoiled: readonly SpoiledEnvelope[]
    }
  | undefined
> {
  const closing = await selectClosing(app.store.read, cycleId)
  if (!closing?.openedAt) return undefined
  const [ballots, rotations] = [await selectOpened(app.store.read, cycleId), await selectRotations(app.store.read, cycleId)]
  return { openedAt: closing.openedAt, ballots, rotations, spoiled: closing.spoiled ?? [] }
}
