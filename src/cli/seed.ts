import { Command } from 'commander'
import { seedBase } from '#db/seed/base.ts'
import { seedDemo } from '#db/seed/demo.ts'
import { hasRealWords } from '#features/feedback/hasRealWords.ts'
import { Stopped, say, withApp } from './run.ts'

export const seedCommand = () =>
  new Command('seed')
    .description('Load the administrative units; what is there already stays as it is')
    .option('--demo', 'load the demo data as well: real budgets, and made-up budgets and words that are marked as such')
    .action((options: { demo?: boolean }) =>
      withApp(async app => {
        if (!options.demo) {
          await seedBase(app)
          return say('The administrative units are loaded.')
        }
        if (!app.config.demo && (await hasRealWords(app))) {
          process.stderr.write(
            'This portal holds words of residents: made-up ones would be counted with them. Use another DATA_DIR.\n',
          )
          throw new Stopped(1)
        }
        const { accounts } = await seedDemo(app)
        say('The demo data is loaded.')
        for (const { role, email, password } of accounts) say(`  ${role}: ${email}, password: ${password}`)
        if (!app.config.demo) say('Demo sign-ins are made only where ASHAR_DEMO=1.')
      }),
    )
