import { Command } from 'commander'
import { resetSecondFactor } from '#features/identity/changeSecondFactor.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { words } from '#features/identity/words.ts'
import { refuse, say, withApp } from './run.ts'

export const resetSecondFactorCommand = () =>
  new Command('reset-second-factor')
    .description('Take the second factor away from who lost phone and recovery codes; their sessions end')
    .requiredOption('--email <address>', 'of the account')
    .requiredOption('--reason <words>', 'for the audit trail')
    .action((options: { email: string; reason: string }) =>
      withApp(async app => {
        const done = await resetSecondFactor(app, OPERATOR, options.email, options.reason)
        if (!done.ok) return refuse(done.refusals, words('en').refusal)
        say(`The second factor is taken away: ${options.email}. The next sign-in needs the password only, or sets up a new one.`)
      }),
    )
