import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, type Role, SYSTEM } from '#features/identity/rules/viewer.ts'
import { signOut } from '#features/identity/signOut.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { refusedWith } from '#platform/result.ts'
import type { App } from '#src/app.ts'

export interface DemoAccount {
  readonly role: Role
  /** Address part of the unit that the role is held for. */
  readonly place?: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Sign-ins of the demo: printed for everyone, so they open only a portal that runs with ASHAR_DEMO. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    role: 'publisher',
    place: 'ala-buka',
    name: 'Нурлан Токтогулов (демо)',
    email: 'publisher@ashar.example',
    password: 'кеңеш берген айыл',
  },
  {
    role: 'editor',
    place: 'ala-buka',
    name: 'Жылдыз Абдиева (демо)',
    email: 'editor@ashar.example',
    password: 'таза суу баарына',
  },
  {
    role: 'commission',
    place: 'ala-buka',
    name: 'Саламат Эргешов (демо)',
    email: 'commission@ashar.example',
    password: 'ар бир добуш эсепте',
  },
  {
    role: 'commission',
    place: 'ala-buka',
    name: 'Назира Болотова (демо)',
    email: 'commission2@ashar.example',
    password: 'эки жолу текшерилет',
  },
  {
    role: 'branch',
    place: 'jalal-abad-oblast',
    name: 'Эрмек Сапаров (демо)',
    email: 'branch@ashar.example',
    password: 'облустагы аймактар',
  },
  { role: 'agency', name: 'Гүлнара Мамбетова (демо)', email: 'agency@ashar.example', password: 'бирге пландайбыз' },
  { role: 'moderator', name: 'Мээрим Жээнбекова (демо)', email: 'moderator@ashar.example', password: 'ар бир сөз окулат' },
  { role: 'dpi', name: 'Айгүл Осмонова (демо)', email: 'dpi@ashar.example', password: 'бирге иштейбиз' },
  { role: 'dpi-admin', name: 'Чынара Касымова (демо)', email: 'dpi-admin@ashar.example', password: 'ынтымак менен алга' },
  { role: 'admin', name: 'Бакыт Асанов (демо)', email: 'admin@ashar.example', password: 'ашарга чыккандар' },
]

/** Makes the demo accounts that are missing; refuses outside a demo. */
export async function seedDemoAccounts(app: App): Promise<readonly DemoAccount[]> {
  if (!app.config.demo) throw new Error('demo accounts need ASHAR_DEMO')
  for (const { role, place, name, email, password } of DEMO_ACCOUNTS) {
    const unit = place === undefined ? undefined : await readUnit(app, place)
    if (place !== undefined && !unit) throw new Error(`demo account ${role}: no place ${place}`)
    const made = await createAccount(app, OPERATOR, { email, name, role, unitId: unit?.id, language: 'ky', isDemo: true })
    if (!made.ok) {
      if (refusedWith(made, 'account.emailTaken')) continue
      throw new Error(`demo account ${role}: ${made.refusals[0].code}`)
    }
    const entered = await acceptOneTimeLink(app, made.value.token, password, { sender: 'demo' })
    if (!entered.ok) throw new Error(`demo account ${role}: ${entered.refusals[0].code}`)
    await signOut(app, SYSTEM, entered.value.sessionId)
  }
  return DEMO_ACCOUNTS
}
