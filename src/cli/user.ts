import { Command, Option } from 'commander'
import { seedBase } from '#db/seed/base.ts'
import type { Invited } from '#features/identity/accountSteps.ts'
import { createOneTimeLink } from '#features/identity/createAccount.ts'
import { disableAccount } from '#features/identity/disableAccount.ts'
import { accountForm } from '#features/identity/forms/accountForms.ts'
import { inviteToRole } from '#features/identity/inviteToRole.ts'
import type { RolePlace } from '#features/identity/rules/granting.ts'
import { OPERATOR, type Role, ROLES } from '#features/identity/rules/viewer.ts'
import { takeRoleBack } from '#features/identity/takeRoleBack.ts'
import { words } from '#features/identity/words.ts'
import { readRolePlace } from '#features/municipalities/readRolePlace.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { refusalWords } from './language.ts'
import { refuse, say, withApp } from './run.ts'
import { resetSecondFactorCommand } from './secondFactor.ts'

const inWords = refusalWords(words, 'en')
const linkOf = (app: App, lang: Lang, link: Invited) => `${app.config.siteUrl}${paths.oneTimeLink(lang, link.token)}`
const sayLink = (app: App, lang: Lang, link: Invited, what: string): void => {
  say(`${what}, link good until ${link.expiresAt.toISOString()}:`)
  say(linkOf(app, lang, link))
}

const language = () => new Option('--lang <language>', 'language of the link and the mail').choices(LANGUAGES).default('ky')
interface RoleOptions {
  readonly email: string
  readonly role: Role
  readonly municipality?: string
  readonly oblast?: string
}
/** What a role is, and where it is held. */
const withRole = (command: Command): Command =>
  command
    .addOption(new Option('--role <role>', 'what the person may do').choices(ROLES).makeOptionMandatory())
    .addOption(
      new Option('--municipality <place>', 'of an editor or publisher: id, SOATE code or address part (myrza-ake)').conflicts(
        'oblast',
      ),
    )
    .option('--oblast <place>', "of the agency's branch: id, SOATE code or address part")

async function placeOf(app: App, options: RoleOptions): Promise<RolePlace | undefined> {
  const key = options.municipality ?? options.oblast
  if (key === undefined) return undefined
  // Places are there from the first command on, as on a server's first start.
  await seedBase(app)
  const path = options.municipality === undefined ? 'oblast' : 'municipality'
  return (await readRolePlace(app, key)) ?? refuse([{ code: 'grant.place', path }], inWords)
}
const named = ({ role, municipality, oblast }: RoleOptions): string => [role, municipality ?? oblast].filter(Boolean).join(', ')

/** `add` for people who are new, `grant` for those who have an account. */
const give = (name: 'add' | 'grant', description: string) => {
  const command = withRole(
    new Command(name).description(description).requiredOption('--email <address>', 'the name to sign in with'),
  )
  if (name === 'add') command.option('--name <name>', 'as colleagues see it; the address before the @ where it is not given')
  return command.addOption(language()).action((options: RoleOptions & { name?: string; lang: Lang }) =>
    withApp(async app => {
      const { email, role, lang } = options
      const input = accountForm.safeParse({ email, role, name: options.name ?? email.split('@')[0], language: lang })
      if (!input.success) return refuse(refusalsOf(input.error), inWords)
      const place = await placeOf(app, options)
      const whom = name === 'add' ? 'new' : 'known'
      const given = await inviteToRole(app, OPERATOR, input.data, place, tellAccount(app), whom)
      if (!given.ok) return refuse(given.refusals, inWords)
      const what = `Account ${input.data.email} (${named(options)})`
      if (given.value.link) sayLink(app, lang, given.value.link, what)
      else say(what)
    }),
  )
}

const revoke = () =>
  withRole(
    new Command('revoke')
      .description('Take a role back at once; the account stays')
      .requiredOption('--email <address>', 'of the account')
      .requiredOption('--reason <words>', 'for the audit trail'),
  ).action((options: RoleOptions & { reason: string }) =>
    withApp(async app => {
      const email = options.email.trim().toLowerCase()
      const place = await placeOf(app, options)
      const taken = await takeRoleBack(app, OPERATOR, { email, role: options.role, reason: options.reason }, place)
      if (!taken.ok) return refuse(taken.refusals, inWords)
      say(`Taken back from ${email}: ${named(options)}`)
    }),
  )

const link = () =>
  new Command('link')
    .description('A new one-time link for a lost password; earlier links stop working')
    .requiredOption('--email <address>', 'of the account')
    .addOption(language())
    .action((options: { email: string; lang: Lang }) =>
      withApp(async app => {
        const made = await createOneTimeLink(app, OPERATOR, options.email, tellAccount(app))
        if (!made.ok) return refuse(made.refusals, inWords)
        sayLink(app, options.lang, made.value, 'New password')
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
  new Command('user')
    .description('Accounts and their roles')
    .addCommand(give('add', 'Invite somebody; the last line of stdout is a one-time link, which is mailed as well'))
    .addCommand(give('grant', 'Give somebody who has an account another role; a mail says so'))
    .addCommand(revoke())
    .addCommand(link())
    .addCommand(disable())
    .addCommand(resetSecondFactorCommand())
