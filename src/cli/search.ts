import { Command } from 'commander'
import { rebuildSearch } from '#src/rebuildSearch.ts'
import { say, sayJson, withApp } from './run.ts'

const rebuildCommand = () =>
  new Command('rebuild')
    .description('Make everything published findable anew; the portal may run meanwhile')
    .option('--json', 'write the numbers as JSON')
    .action((options: { json?: boolean }) =>
      withApp(async app => {
        const done = await rebuildSearch(app)
        if (options.json) return sayJson(done)
        const { budgets, words, reports, hearings, practices, cycles, proposals, refolded } = done
        say(
          `Read anew: ${budgets} budgets, ${words} words of residents, ${reports} reports, ${hearings} hearings, ${practices} practices, ${cycles} cycles, ${proposals} proposals. Folded otherwise: ${refolded}.`,
        )
      }),
    )

export const searchCommand = () => new Command('search').description('The index of the search').addCommand(rebuildCommand())
