import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import type { RolePlace } from './rules/granting.ts'
import { linkEnd } from './rules/oneTimeLink.ts'
import { actorOf, type Role, type Viewer } from './rules/viewer.ts'
import { accountById, type AccountRow, insertAccount, insertGrant } from './store/accounts.ts'
import { insertLink } from './store/links.ts'

export interface Invited {
  readonly accountId: string
  /** The secret of the one-time link; only its hash is kept. */
  readonly token: string
  readonly expiresAt: Date
}

/** What was changed about how an account is signed in to. */
export type SignInChange = 'password' | 'secondFactor' | 'secondFactorOff' | 'codes' | 'eid' | 'eidOff'

/** What somebody is told by mail, in the transaction that did it; `notices/tellAccount.ts` puts it into words. */
export type Told = { readonly to: { readonly email: string; readonly name: string; readonly language: Lang } } & (
  | { readonly about: 'invitation'; readonly link: Invited; readonly role: Role; readonly place: RolePlace | undefined }
  | { readonly about: 'role'; readonly role: Role; readonly place: RolePlace | undefined }
  | { readonly about: 'reset'; readonly link: Invited }
  | { readonly about: 'changed'; readonly what: SignInChange }
)
export type Tell = (tx: Writing, told: Told) => Promise<void>
export const TELL_NOBODY: Tell = async () => {}

/** Tells the owner of an account what was changed about signing in, in the transaction that did: it may have been somebody else. */
export async function tellChanged(tx: Writing, tell: Tell, accountId: string, what: SignInChange): Promise<void> {
  const to = await accountById(tx, accountId)
  if (to && !to.isDemo) await tell(tx, { about: 'changed', to, what })
}

/** Makes a one-time link in the caller's transaction. */
export async function newLink(
  app: App,
  tx: Writing,
  accountId: string,
  purpose: 'invitation' | 'reset',
  good: 'week' | 'short' = 'week',
): Promise<Invited> {
  const token = app.random(32).toString('base64url')
  const expiresAt = linkEnd(app.now(), good)
  await insertLink(tx, { tokenHash: sha256(token), accountId, purpose, expiresAt, usedAt: null })
  return { accountId, token, expiresAt }
}

/** Makes an account without a password; undefined where the address is taken. The caller gives its role. */
export async function openAccount(
  app: App,
  tx: Writing,
  viewer: Viewer,
  person: Pick<AccountRow, 'email' | 'name' | 'language' | 'isDemo'>,
  detail: { readonly role: Role; readonly place: string | null },
): Promise<string | undefined> {
  const accountId = app.newId()
  const at = app.now()
  const { email, name, language, isDemo } = person
  const row = { id: accountId, email, name, language, isDemo, passwordHash: null, createdAt: at, disabledAt: null }
  if (!(await insertAccount(tx, row))) return undefined
  await insertGrant(tx, {
    id: app.newId(), accountId, role: detail.role, unitId: detail.place, grantedAt: at, grantedBy: actorOf(viewer),
  }) // prettier-ignore
  await recordAudit(tx, {
    at,
    actor: actorOf(viewer),
    action: 'account.created',
    subject: { type: 'account', id: accountId },
    reason: 'invited to work with the portal',
    detail: { ...detail, demo: isDemo },
  })
  return accountId
}
