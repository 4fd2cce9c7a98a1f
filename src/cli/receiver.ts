import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { startReceiver } from '#features/delivery/startReceiver.ts'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'
import { readConfig } from '#platform/config.ts'
import { say } from './run.ts'

const whole = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`a number from ${least} to ${most}`)
  return value
}

interface Options {
  port: number
  secret?: string
  dir?: string
  status?: number
  host: string
}

export const receiverCommand = () =>
  new Command('receiver')
    .description('Receive envelopes as DPI would, to try the delivery out: checks, keeps and shows what comes')
    .option('--port <port>', 'where to listen', whole(0, 65535), 4600)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option('--secret <whsec>', 'the shared secret; a new one is made where none is given').env('DPI_WEBHOOK_SECRET'),
    )
    .option('--dir <folder>', 'where received.jsonl is kept; received in DATA_DIR where it is not given')
    .option('--status <code>', 'answer with this status and keep nothing', whole(200, 599))
    .action(async (options: Options) => {
      const secret = options.secret ?? `whsec_${randomBytes(24).toString('base64')}`
      const { status } = options
      const dir = options.dir ?? join(readConfig(process.env).dataDir, 'received')
      const receiver = await startReceiver({
        host: options.host,
        port: options.port,
        secret,
        dir,
        faults: envelopeFaults('https://receiver.invalid'),
        ...(status ? { answer: () => ({ status }) } : {}),
        onArrival: arrival => say(`${arrival.status} ${arrival.id}`),
      })
      say('Listening; start the portal with')
      say(`  DPI_WEBHOOK_URL=${receiver.url} DPI_WEBHOOK_SECRET=${secret}`)
      await new Promise<void>(resolve => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
      })
      await receiver.close()
      say(`${receiver.received.length} kept in ${dir}/received.jsonl`)
    })
