import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { Writing } from '#db/store.ts'
import { sha256 } from '#platform/ids.ts'
import { machineNow } from '#platform/machineClock.ts'
import type { App } from '#src/app.ts'
import { SESSION_IDLE_HOURS, sessionHolds } from './rules/session.ts'
import type { Proof } from './rules/stage.ts'
import { accountById } from './store/accounts.ts'
import {
  deleteSession, deleteSessionsBefore, deleteSessionsOf, extendSession, insertSession, proveSession, type SessionRow, sessionByHash,
  sessionsOf,
} from './store/sessions.ts' // prettier-ignore

/**
 * The only file that knows Lucia. Its adapter keeps a SHA-256 of the session id, so that a copy of the database opens no
 * session, and puts App's clock in the place of the machine's, which Lucia reads.
 */
function adapterFor(
  app: App,
  change: (work: (tx: Writing) => Promise<void>) => Promise<void>,
  onFound: (row: SessionRow) => void,
): Adapter {
  const shift = () => machineNow() - app.now().getTime()
  const toLucia = (at: Date) => new Date(at.getTime() + shift())
  const fromLucia = (at: Date) => new Date(at.getTime() - shift())

  async function find(id: string): Promise<Awaited<ReturnType<Adapter['getSessionAndUser']>>> {
    const look = async (db: App['store']['read']) => {
      const row = await sessionByHash(db, sha256(id))
      return row && { row, account: await accountById(db, row.accountId) }
    }
    let found = await look(app.store.read)
    // A replica may be a moment behind the sign-in that led here.
    if (!found && app.config.replicaUrl) found = await app.store.write(look)
    if (!found || !sessionHolds(found.row, app.now())) return [null, null]
    const { row, account } = found
    onFound(row)
    const open = account && !account.disabledAt && (!account.isDemo || app.config.demo)
    const session: DatabaseSession = { id, userId: row.accountId, expiresAt: toLucia(row.expiresAt), attributes: {} }
    return [session, open ? { id: account.id, attributes: {} } : null]
  }

  return {
    getSessionAndUser: find,
    getUserSessions: async accountId =>
      (await sessionsOf(app.store.read, accountId)).map(row => ({
        id: row.idHash,
        userId: accountId,
        expiresAt: toLucia(row.expiresAt),
        attributes: {},
      })),
    setSession: ({ id, userId, expiresAt }) =>
      change(tx =>
        insertSession(tx, {
          idHash: sha256(id),
          accountId: userId,
          expiresAt: fromLucia(expiresAt),
          createdAt: app.now(),
          proof: null,
          seenAt: null,
          device: null,
        }),
      ),
    updateSessionExpiration: (id, expiresAt) => change(tx => extendSession(tx, sha256(id), fromLucia(expiresAt))),
    deleteSession: id => change(tx => deleteSession(tx, sha256(id))),
    deleteUserSessions: accountId => change(tx => deleteSessionsOf(tx, accountId)),
    deleteExpiredSessions: () => change(tx => deleteSessionsBefore(tx, app.now())),
  }
}

const open = (app: App, tx?: Writing, onFound: (row: SessionRow) => void = () => {}) =>
  new Lucia(adapterFor(app, tx ? work => work(tx) : work => app.store.write(work), onFound), {
    sessionExpiresIn: new TimeSpan(SESSION_IDLE_HOURS, 'h'),
  })

/** Opens a session in the caller's transaction; the answer is its secret id, which is kept nowhere else. */
export async function openSession(app: App, tx: Writing, accountId: string, proof: Proof): Promise<string> {
  const sessionId = app.random(25).toString('base64url')
  await open(app, tx).createSession(accountId, {}, { sessionId })
  if (proof) await proveSession(tx, sha256(sessionId), proof)
  return sessionId
}

/** The session behind an id, or undefined where it is unknown or over; renews a session in use. */
export async function validSession(app: App, sessionId: string): Promise<SessionRow | undefined> {
  let row: SessionRow | undefined
  const { user } = await open(app, undefined, found => (row = found)).validateSession(sessionId)
  return user ? row : undefined
}

export const closeSession = (app: App, tx: Writing, sessionId: string): Promise<void> =>
  open(app, tx).invalidateSession(sessionId)
export const closeSessionsOf = (app: App, tx: Writing, accountId: string): Promise<void> =>
  open(app, tx).invalidateUserSessions(accountId)
export const closeExpiredSessions = (app: App, tx: Writing): Promise<void> => open(app, tx).deleteExpiredSessions()
