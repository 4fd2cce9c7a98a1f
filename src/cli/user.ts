import { Command, Option } from 'commander'
import type { Writing } from '#db/store.ts'
import { createAccount, createOneTimeLink, type Invited } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { accountForm } from '#features/identity/forms/accountForms.ts'
import { OPERATOR, ROLES } from '#features/identity/rules/viewer.ts'
import { words } from '#features/identity/words.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { words as common } from '#ui/words.ts'
import { refuse, say, withApp } from './run.ts'

const own = words('en')
const shared = common('en')
const inWords: Parameters<typeof refuse>[1] = refusal => (own.has(refusal.code) ? own.refusal(refusal) : shared.refusal(refusal))

/** The mail that carries the link, in the transaction that makes it. */
const mailTo =
  (app: App, to: string, name: string, language: Lang, template: 'accountInvitation' | 'accountReset') =>
  (tx: Writing, invited: Invited): Promise<void> =>
    queueNotice(app, tx, {
      to,
      language,
      template,
      values: { name, url: linkOf(app, language, invited), validUntil: invited.expiresAt.toISOString() },
    })
const linkOf = (app: App, lang: Lang, invited: Invited) => `${app.config.siteUrl}${paths.oneTimeLink(lang, invited.token)}`

const language = () => new Option('--lang <language>', 'language of the link and the mail').choices(LANGUAGES).default('ky')

const add = () =>
  new Command('add')
    .description('Invite somebody; the last line of stdout is a one-time link, which is mailed as well')
    .requiredOption('--email <address>', 'where the invitation goes; the name to sign in with')
    .addOption(new Option('--role <role>', 'what the account may do').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'as colleagues see it; the address before the @ where it is not given')
    .addOption(language())
    .action((options: { email: string; role: string; name?: string; lang: Lang }) =>
      withApp(async app => {
        const { email, role, lang } = options
        const input = accountForm.safeParse({ email, role, name: options.name ?? email.split('@')[0], language: lang })
        if (!input.success) return refuse(refusalsOf(input.error), inWords)
        const { data } = input
        const made = await createAccount(app, OPERATOR, data, mailTo(app, data.email, data.name, lang, 'accountInvitation'))
        if (!made.ok) return refuse(made.refusals, inWords)
        say(`Account ${data.email} (${role}), link good until ${made.value.expiresAt.toISOString()}:`)
        say(linkOf(app, lang, made.value))
      }),
    )

const link = () =>
  new Command('link')
    .description('A new one-time link for a lost password; earlier links stop working')
    .requiredOption('--email <address>', 'of the account')
    .addOption(language())
    .action((options: { email: string; lang: Lang }) =>
      withApp(async app => {
        const email = options.email.trim().toLowerCase()
        const made = await createOneTimeLink(app, OPERATOR, email, mailTo(app, email, email, options.lang, 'accountReset'))
        if (!made.ok) return refuse(made.refusals, inWords)
        say(`Link good until ${made.value.expiresAt.toISOString()}:`)
        say(linkOf(app, options.lang, made.value))
      }),
    )

const disable = () =>
  new Command('disable')
    .description('Close an account at once, with its sessions and links')
    .requiredOption('--email <address>', 'of the account')
    .requiredOption('--reason <words>', 'for the audit trail')
    .action((options: { email: string; reason: string }) =>
      withApp(async app => {
        const done = await disableAccount(app, OPERATOR, options.email, options.reason)
        if (!done.ok) return refuse(done.refusals, inWords)
        say(`Closed: ${options.email}`)
      }),
    )

export const userCommand = () =>
  new Command('user').description('Accounts').addCommand(add()).addCommand(link()).addCommand(disable())
