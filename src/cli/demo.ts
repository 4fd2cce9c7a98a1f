import { existsSync } from 'node:fs'
import { seedDemo } from '#db/seed/demo.ts'
import type { DemoAccount } from '#db/seed/demoAccounts.ts'
import { DEMO_SHEETS } from '#features/participatory-budgeting/ballots/rules/demoKey.ts'
import { DEMO_RESULT } from '#db/seed/demoResults.ts'
import { DEMO_CODES, DEMO_VOTE } from '#db/seed/demoVoters.ts'
import { ConfigError, readConfig } from '#platform/config.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { CannotListen, openPortal, stopOnSignal } from '#src/server.ts'
import { say } from './run.ts'

/** Pages worth opening first. */
const TOUR = [
  ['One municipality', paths.municipality('ky', 'myrza-ake')],
  ['A real budget with its findings', paths.budget('ky', 'aleksandrovka', 2020)],
  ['Say something', paths.giveFeedback('ky', 'myrza-ake')],
  ['A vote under way', paths.cycle('ky', DEMO_VOTE)],
  ['A result, step by step', paths.results('ky', DEMO_RESULT)],
  ['What is built of it', paths.cycle('ky', DEMO_RESULT, 'projects')],
  ["A council's office", paths.office('ky', 'ala-buka')],
  ["DPI's desk", paths.desk('ky')],
] as const

function welcome(site: string, accounts: readonly DemoAccount[]): void {
  say('\nAshar is open. Stop it with Ctrl+C.\n')
  for (const lang of LANGUAGES) say(`  ${LANGUAGE_NAMES[lang].padEnd(34)}${site}${paths.home(lang)}`)
  for (const [what, path] of TOUR) say(`  ${what.padEnd(34)}${site}${path}`)
  say(`\nDemo sign-ins at ${site}${paths.signIn('ky')}\n`)
  for (const { role, email, password } of accounts) say(`  ${role.padEnd(11)}${email.padEnd(26)}password: ${password}`)
  say('\nKey sheets of the demo ballot box; any two open it once it is closed\n')
  for (const [at, lines] of DEMO_SHEETS.entries()) say(`  ${at + 1}  ${lines.join(' · ')}`)
  say(`\nVoting codes of the demo cycle at ${site}${paths.vote('ky', DEMO_VOTE)}\n`)
  say(`  ${DEMO_CODES.slice(0, 3).join('   ')}\n  ${DEMO_CODES.slice(3).join('   ')}`)
  say('\nBudgets and words marked “demo” are made up; the others carry their source.\n')
}

// The demo keeps its data apart, is reached from this machine only, and says so on every page.
try {
  if (!existsSync('dist/server/entry.mjs')) throw new CannotListen('The portal is not built yet: npm run demo builds it.')
  const config = readConfig({ LOG_LEVEL: 'warn', DATA_DIR: './data/demo', ...process.env, ASHAR_DEMO: '1' })
  say('Loading the demo data. The first time takes a few seconds.')
  let accounts: readonly DemoAccount[] = []
  const portal = await openPortal(config, async app => {
    accounts = (await seedDemo(app)).accounts
  })
  stopOnSignal(portal)
  welcome(config.siteUrl, accounts)
  process.send?.({ listening: portal.port })
} catch (error) {
  const said = error instanceof ConfigError || error instanceof CannotListen
  process.stderr.write(`${error instanceof Error ? (said ? error.message : error.stack) : error}\n`)
  process.exit(1)
}
