import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

const MOST_BYTES = 1024 * 1024
const message = z.looseObject({
  type: z.string(),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
})

export interface Received {
  readonly id: string
  readonly type: string
  readonly timestamp: string
  readonly data: Record<string, unknown>
}
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
/** One request that arrived, as it was answered; `id` is what it claimed to be. */
export interface Arrival {
  readonly id: string
  readonly status: number
}

export interface ReceiverOptions {
  readonly host?: string
  readonly port: number
  readonly secret: string
  /** What is wrong with an envelope's data; empty where it follows the schema. */
  readonly faults: (data: unknown) => readonly string[]
  /** Where to keep what came, as `received.jsonl`; without it, only in memory. */
  readonly dir?: string | undefined
  /** Another answer than keeping it, to see what the portal does. */
  readonly answer?: (received: Received, arrivals: readonly Arrival[]) => Answer | undefined | Promise<Answer | undefined>
  readonly onArrival?: (arrival: Arrival) => void
}
export interface Receiver {
  readonly url: string
  /** Each envelope once, in the order they came first. */
  readonly received: readonly Received[]
  readonly arrivals: readonly Arrival[]
  readonly close: () => Promise<void>
}

/**
 * A receiver as DPI may run one: checks signature and time (five minutes), then the published schema, keeps each webhook-id
 * once, and answers 2xx only when what came is on disk. 401 unsigned, 400 no message, 422 against the schema.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const signature = new Webhook(options.secret)
  const file = options.dir ? join(options.dir, 'received.jsonl') : undefined
  if (options.dir) await mkdir(options.dir, { recursive: true })
  const received: Received[] = file ? await readKept(file) : []
  const seen = new Map<string, Promise<void>>(received.map(one => [one.id, Promise.resolve()]))
  const arrivals: Arrival[] = []

  async function keep(one: Received): Promise<void> {
    if (file) await appendFile(file, `${JSON.stringify(one)}\n`, { flush: true })
    received.push(one)
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: said('send a POST') }
    const body = await readBody(request)
    if (body === undefined) return { status: 413, body: said('more than 1 MB') }
    try {
      signature.verify(body, request.headers as Record<string, string>, { jsonParse: false })
    } catch (error) {
      return { status: 401, body: said(error instanceof Error ? error.message : 'unsigned') }
    }
    const parsed = message.safeParse(readJson(body))
    if (!parsed.success) return { status: 400, body: said('no { type, timestamp, data }') }
    const faults = parsed.data.type.startsWith('feedback.') ? options.faults(parsed.data.data) : []
    if (faults.length > 0) return { status: 422, body: JSON.stringify({ error: 'against the schema', faults }) }
    const id = String(request.headers['webhook-id'])
    const one = { id, type: parsed.data.type, timestamp: parsed.data.timestamp, data: parsed.data.data }
    const other = await options.answer?.(one, arrivals)
    if (other) return other
    const before = seen.get(id)
    const kept = before ?? keep(one)
    seen.set(id, kept)
    try {
      await kept
    } catch {
      seen.delete(id)
      return { status: 500, body: said('could not be kept') }
    }
    return { status: 200, body: JSON.stringify({ received: id, ...(before ? { duplicate: true } : {}) }) }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await answer(request)
    const arrival = { id: String(request.headers['webhook-id'] ?? ''), status }
    arrivals.push(arrival)
    options.onArrival?.(arrival)
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(body ?? '')
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host ?? '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    arrivals,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const said = (error: string) => JSON.stringify({ error })

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an earlier run kept; a last line that a crash cut short was never acknowledged. */
async function readKept(file: string): Promise<Received[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').flatMap(line => {
    const parsed = message.extend({ id: z.string() }).safeParse(readJson(line))
    return parsed.success ? [parsed.data] : []
  })
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
