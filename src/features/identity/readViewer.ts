import { sha256 } from '#platform/ids.ts'
import type { App } from '#src/app.ts'
import { validSession } from './lucia.ts'
import { deviceLabel } from './rules/deviceLabel.ts'
import { type Stage, stageOf, type Unfinished, UNFINISHED_MS } from './rules/stage.ts'
import { type Grant, VISITOR, type Viewer } from './rules/viewer.ts'
import { type AccountRow, accountById, grantsOf } from './store/accounts.ts'
import { secondFactorOf } from './store/secondFactors.ts'
import { type SessionRow, sawSession } from './store/sessions.ts'

/** When a session was last seen is told to so many minutes, so that reading pages writes little. */
const SEEN_EVERY_MS = 5 * 60_000

interface Held {
  readonly row: SessionRow
  readonly account: AccountRow
  readonly grants: readonly Grant[]
  readonly stage: Stage
}

async function heldBy(app: App, sessionId: string): Promise<Held | undefined> {
  const row = await validSession(app, sessionId)
  const account = row && (await accountById(app.store.read, row.accountId))
  if (!account) return undefined
  const grants = await grantsOf(app.store.read, account.id)
  const hasSecondFactor = !row.proof && (await secondFactorOf(app.store.read, account.id)) !== undefined
  const stage = stageOf({ proof: row.proof, hasSecondFactor, isDemo: account.isDemo, grants })
  const over = stage !== 'full' && app.now().getTime() - row.createdAt.getTime() > UNFINISHED_MS
  return over ? undefined : { row, account, grants, stage }
}

/**
 * Who holds this session: an account with its roles, or a visitor where the session is unknown, over, or still waits for
 * its second factor. Notes when and in what browser it was seen.
 */
export async function readViewer(app: App, sessionId: string, userAgent?: string | null): Promise<Viewer> {
  const held = await heldBy(app, sessionId)
  if (held?.stage !== 'full') return VISITOR
  const { row, account, grants } = held
  const seenAt = app.now()
  const device = deviceLabel(userAgent) ?? row.device
  if (seenAt.getTime() - (row.seenAt?.getTime() ?? 0) > SEEN_EVERY_MS || device !== row.device)
    await app.store.write(tx => sawSession(tx, sha256(sessionId), { seenAt, device }))
  return { kind: 'account', accountId: account.id, name: account.name, grants: [...grants] }
}

/** Who has given a password and not yet the second factor that goes with it. */
export async function readUnfinished(app: App, sessionId: string | undefined): Promise<Unfinished | undefined> {
  const held = sessionId ? await heldBy(app, sessionId) : undefined
  if (!held || held.stage === 'full') return undefined
  return { accountId: held.account.id, email: held.account.email, stage: held.stage }
}
