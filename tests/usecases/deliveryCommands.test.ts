import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testReceiver, WEBHOOK_SECRET } from '#tests/support/receiver.ts'

interface Ran {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function cli(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
    env: { ...(inherited as Record<string, string>), ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  return new Promise(resolve => child.once('close', status => resolve({ status, out, err })))
}

// Each command starts a process of its own, which a busy machine takes its time for.
const SLOW = 240_000

describe.skipIf(engineMissing())("the operator's commands for deliveries", () => {
  it(
    'deliver, list and retry: from stuck to sent',
    async () => {
      let status = 404
      const receiver = await testReceiver({ anyData: true, answer: () => (status === 200 ? undefined : { status }) })
      const app = await testApp({ env: receiver.env })
      const env = { ...receiver.env, DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.databaseUrl }
      const first = await app.store.write(tx =>
        enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: 'KG-A', data: { n: 1 } }),
      )
      const second = await app.store.write(tx =>
        enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: 'KG-A', data: { n: 2 } }),
      )
      expect(await cli(['deliver'], env)).toEqual({
        status: 0,
        out: 'Sent 0, to be tried again 0, stuck 1\n',
        err: expect.stringContaining('"outcome":"404"'),
      })
      const listed = await cli(['delivery', 'list', '--json'], env)
      expect(JSON.parse(listed.out)).toMatchObject([
        { id: first.id, state: 'stuck', orderKey: 'KG-A', attempts: 1, lastOutcome: '404', waitsFor: null },
        { id: second.id, state: 'waiting', attempts: 0, waitsFor: first.id },
      ])
      expect(listed.out).not.toContain('body')
      const [stuck, unnamed, unknown] = await Promise.all([
        cli(['delivery', 'list', '--state', 'stuck'], env),
        cli(['delivery', 'retry'], env),
        cli(['delivery', 'retry', 'nobody'], env),
      ])
      expect(stuck.out.split('\n')).toEqual([expect.stringMatching(new RegExp(`^${first.id}  stuck .*last 404`)), ''])
      expect(unnamed).toMatchObject({ status: 2 })
      expect(unknown).toMatchObject({ status: 1, out: '', err: expect.stringContaining('delivery.unknown') })
      expect(await cli(['delivery', 'retry', '--all-stuck'], env)).toMatchObject({ status: 0, out: 'Back on their way: 1\n' })
      status = 200
      expect(JSON.parse((await cli(['deliver', '--json'], env)).out)).toEqual({ sent: 2, again: 0, stuck: 0 })
      expect(receiver.received.map(one => one.id)).toEqual([first.id, second.id])
    },
    SLOW,
  )

  it(
    'receiver: keeps what comes as JSON lines, each once, also after a restart',
    async () => {
      const app = await testApp()
      const { DATABASE_URL: _, ...inherited } = process.env
      const dir = join(app.config.dataDir, 'received')
      const start = async () => {
        const args = ['src/cli/main.ts', 'receiver', '--port', '0', '--secret', WEBHOOK_SECRET]
        const env = { ...inherited, DATA_DIR: app.config.dataDir } as Record<string, string>
        const child = spawn(process.execPath, args, { env })
        const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
        onTestFinished(() => void child.kill())
        let out = ''
        const url = await new Promise<string>(resolve =>
          child.stdout.on('data', chunk => {
            out += chunk
            const found = /DPI_WEBHOOK_URL=(\S+)/.exec(out)?.[1]
            if (found) resolve(found)
          }),
        )
        const stop = () => {
          child.kill('SIGTERM')
          return ended
        }
        return { url, stop }
      }
      const send = async (url: string, data: unknown, id = '019caa00-0000-7000-8000-000000000001') => {
        const { Webhook } = await import('standardwebhooks')
        const body = JSON.stringify({ type: 'feedback.submitted', timestamp: '2026-01-01T00:00:00Z', data })
        const at = new Date()
        const answer = await fetch(url, {
          method: 'POST',
          body,
          headers: {
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            'webhook-signature': new Webhook(WEBHOOK_SECRET).sign(id, at, body),
          },
        })
        return { status: answer.status, answer: (await answer.json()) as object }
      }
      const envelope = {
      version: 1, reference: 'KG-7F3K-2Q9M', revision: 1, submittedAt: '2026-01-01T00:00:00Z', kind: 'comment', language: 'ky',
      municipality: { id: 'm', names: { ky: 'а', ru: 'а', en: 'a' } }, subject: { type: 'general', label: '' }, channel: 'web',
      moderation: 'waiting', consent: { publish: true, shareContact: false },
    } // prettier-ignore
      let receiver = await start()
      expect(await send(receiver.url, { ...envelope, kind: 'poem' })).toMatchObject({
        status: 422,
        answer: { faults: [expect.stringContaining('/kind')] },
      })
      expect(await send(receiver.url, envelope)).toMatchObject({ status: 200 })
      await receiver.stop()
      receiver = await start()
      expect(await send(receiver.url, envelope)).toMatchObject({ status: 200, answer: { duplicate: true } })
      expect(await send(receiver.url, envelope, '019caa00-0000-7000-8000-000000000002')).toMatchObject({ status: 200 })
      await receiver.stop()
      const lines = readFileSync(join(dir, 'received.jsonl'), 'utf8').trim().split('\n')
      expect(lines.map(line => JSON.parse(line).id.slice(-1))).toEqual(['1', '2'])
    },
    SLOW,
  )
})
