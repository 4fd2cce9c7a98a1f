import { Command, InvalidArgumentError } from 'commander'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { Stopped, say, sayJson, withApp } from './run.ts'

function asNoted(text: string): { entries: number; head: string } {
  const [, entries, head] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (!entries || !head) throw new InvalidArgumentError('Write it as it was printed, 12:0f3a…')
  return { entries: Number(entries), head }
}

export const auditCommand = () =>
  new Command('audit').description('The audit trail').addCommand(
    new Command('verify')
      .description('Walk the whole hash chain; exit 1 where an entry was changed, removed or added')
      .option(
        '--noted <entries:head>',
        'count and head that an earlier run printed, kept elsewhere: finds a chain that was rewritten',
        asNoted,
      )
      .option('--json', 'write the verdict as JSON')
      .action((options: { json?: boolean; noted?: ReturnType<typeof asNoted> }) =>
        withApp(async app => {
          const verdict = await verifyAudit(app.store.read, options.noted)
          if (options.json) sayJson(verdict)
          else if (verdict.sound)
            say(`Sound: ${verdict.entries} entries, head ${verdict.head}\nTo note: ${verdict.entries}:${verdict.head}`)
          else process.stderr.write(`Broken at entry ${verdict.seq}: ${verdict.fault}\n`)
          if (!verdict.sound) throw new Stopped(1)
        }),
      ),
  )
