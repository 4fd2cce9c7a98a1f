import { Command, Option } from 'commander'
import { DELIVERY_STATES, type ListedDelivery, readDeliveries } from '#features/delivery/readDeliveries.ts'
import { retryDelivery } from '#features/delivery/retryDelivery.ts'
import { words } from '#features/delivery/words.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { refuse, say, sayJson, withApp } from './run.ts'

const PAGE = 500

const line = (one: ListedDelivery): string =>
  [
    one.id,
    one.state.padEnd(8),
    one.orderKey,
    one.type,
    `${one.attempts} tries`,
    one.lastOutcome ? `last ${one.lastOutcome}` : '',
    one.waitsFor ? `waits for ${one.waitsFor}` : one.nextAttemptAt ? `next ${one.nextAttemptAt.toISOString()}` : '',
    one.sentAt ? `${one.sentBy} ${one.sentAt.toISOString()}` : '',
  ]
    .filter(Boolean)
    .join('  ')

const listCommand = () =>
  new Command('list')
    .description('The outbox in its order, without the envelopes themselves')
    .addOption(new Option('--state <state>', 'only these').choices(DELIVERY_STATES))
    .option('--json', 'write JSON')
    .action((options: { state?: (typeof DELIVERY_STATES)[number]; json?: boolean }) =>
      withApp(async app => {
        const all: ListedDelivery[] = []
        for (let after: number | null = 0; after !== null;) {
          const page = await readDeliveries(app, OPERATOR, { state: options.state, after, limit: PAGE })
          if (!page.ok) return refuse(page.refusals, words('en').refusal)
          if (options.json) all.push(...page.value.items)
          else for (const one of page.value.items) say(line(one))
          after = page.value.next
        }
        if (options.json) sayJson(all)
      }),
    )

const retryCommand = () =>
  new Command('retry')
    .description('Put a delivery back on its way, or all that are stuck or were kept for the pull feed')
    .argument('[id]', "the delivery's id")
    .option('--all-stuck', 'all that are stuck')
    .option('--all-pull-only', 'all that were made while no webhook was set')
    .action((id: string | undefined, options: { allStuck?: boolean; allPullOnly?: boolean }, command: Command) => {
      if ([id, options.allStuck, options.allPullOnly].filter(Boolean).length !== 1)
        command.error('error: name one id, or --all-stuck, or --all-pull-only')
      return withApp(async app => {
        const which = id ? { id } : { all: options.allStuck ? ('stuck' as const) : ('pullOnly' as const) }
        const retried = await retryDelivery(app, OPERATOR, which)
        if (!retried.ok) return refuse(retried.refusals, words('en').refusal)
        say(`Back on their way: ${retried.value.retried}`)
      })
    })

export const deliveryCommand = () =>
  new Command('delivery').description('The outbox to DPI').addCommand(listCommand()).addCommand(retryCommand())
