import { Command } from 'commander'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { Stopped, say, sayJson, withApp } from './run.ts'

export const auditCommand = () =>
  new Command('audit').description('The audit trail').addCommand(
    new Command('verify')
      .description('Walk the whole hash chain; exit 1 where an entry was changed, removed or added')
      .option('--json', 'write the verdict as JSON')
      .action((options: { json?: boolean }) =>
        withApp(async app => {
          const verdict = await verifyAudit(app.store.read)
          if (options.json) sayJson(verdict)
          else if (verdict.sound) say(`Sound: ${verdict.entries} entries, head ${verdict.head}`)
          else process.stderr.write(`Broken at entry ${verdict.seq}: ${verdict.fault}\n`)
          if (!verdict.sound) throw new Stopped(1)
        }),
      ),
  )
