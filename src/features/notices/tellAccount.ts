import type { Tell } from '#features/identity/accountSteps.ts'
import type { RolePlace } from '#features/identity/rules/granting.ts'
import type { Role } from '#features/identity/rules/viewer.ts'
import { words as identityWords } from '#features/identity/words.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { queueNotice } from './queueNotice.ts'

/** A role with its place, as a person says it: "Publisher, Ala-Buka". */
const inWords = (lang: Lang, role: Role, place: RolePlace | undefined): string =>
  [identityWords(lang)(`role.${role}`), place?.names[lang]].filter(Boolean).join(', ')

/** Writes the mails of accounts: for `tell` of identity's use cases, in their transaction. */
export function tellAccount(app: App): Tell {
  return async (tx, told) => {
    const { email: to, name, language } = told.to
    const address = (path: string) => `${app.config.siteUrl}${path}`
    if (told.about === 'role') {
      const values = { name, as: inWords(language, told.role, told.place), url: address(paths.signIn(language)) }
      return queueNotice(app, tx, { to, language, template: 'accountRole', values })
    }
    if (told.about === 'changed') {
      const as = identityWords(language)(`account.done.${told.what}`)
      const values = { name, as, url: address(paths.resetPassword(language)) }
      return queueNotice(app, tx, { to, language, template: 'accountChanged', values })
    }
    const link = {
      name,
      url: address(paths.oneTimeLink(language, told.link.token)),
      validUntil: told.link.expiresAt.toISOString(),
    }
    if (told.about === 'reset') return queueNotice(app, tx, { to, language, template: 'accountReset', values: link })
    const values = { ...link, as: inWords(language, told.role, told.place) }
    return queueNotice(app, tx, { to, language, template: 'accountInvitation', values })
  }
}
