import { Command } from 'commander'
import { deliverDue } from '#features/delivery/deliverDue.ts'
import { words } from '#features/delivery/words.ts'
import { refuse, say, sayJson, withApp } from './run.ts'

export const deliverCommand = () =>
  new Command('deliver')
    .description('Send to DPI what is due, once')
    .option('--json', 'write the counts as JSON')
    .action((options: { json?: boolean }) =>
      withApp(async app => {
        if (!app.config.dpi.webhook) refuse([{ code: 'delivery.noWebhook' }], words('en').refusal)
        const counts = await deliverDue(app)
        if (options.json) sayJson(counts)
        else say(`Sent ${counts.sent}, to be tried again ${counts.again}, stuck ${counts.stuck}`)
      }),
    )
