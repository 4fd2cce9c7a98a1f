import { sha256 } from '#platform/ids.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { sessionHolds } from './rules/session.ts'
import { needsSecondFactor } from './rules/stage.ts'
import type { Grant, Viewer } from './rules/viewer.ts'
import { accountById } from './store/accounts.ts'
import { eidLinkOf } from './store/eidLinks.ts'
import { countRecoveryCodes, secondFactorOf } from './store/secondFactors.ts'
import { sessionsOf } from './store/sessions.ts'

export interface OwnAccount {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly language: Lang
  readonly grants: readonly Grant[]
  readonly secondFactor: { readonly since: Date; readonly codesLeft: number } | undefined
  /** By a role: it can be moved to another phone, and not turned off. */
  readonly needsSecondFactor: boolean
  readonly eidSince: Date | undefined
  readonly sessions: readonly {
    readonly handle: string
    readonly openedAt: Date
    readonly seenAt: Date
    readonly device: string | undefined
    readonly isThis: boolean
  }[]
}

/** One's own account as its page shows it; undefined for who is not signed in. */
export async function readAccount(app: App, viewer: Viewer, sessionId: string): Promise<OwnAccount | undefined> {
  if (viewer.kind !== 'account') return undefined
  const { accountId, grants } = viewer
  const account = await accountById(app.store.read, accountId)
  if (!account) return undefined
  const factor = await secondFactorOf(app.store.read, accountId)
  const rows = (await sessionsOf(app.store.read, accountId)).filter(row => sessionHolds(row, app.now()))
  const own = sha256(sessionId)
  const sessions = rows.map(row => ({
    handle: row.idHash,
    openedAt: row.createdAt,
    seenAt: row.seenAt ?? row.createdAt,
    device: row.device ?? undefined,
    isThis: row.idHash === own,
  }))
  return {
    accountId,
    name: account.name,
    email: account.email,
    language: account.language,
    grants,
    secondFactor: factor && { since: factor.since, codesLeft: await countRecoveryCodes(app.store.read, accountId) },
    needsSecondFactor: needsSecondFactor(account, grants),
    eidSince: (await eidLinkOf(app.store.read, accountId))?.linkedAt,
    sessions: sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAt.getTime() - a.seenAt.getTime()),
  }
}
