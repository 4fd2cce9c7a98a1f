import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { mayConnect, outgoingFault } from '#platform/http/outgoing.ts'
import type { Outcome } from './rules/backoff.ts'
import { receiptText } from './rules/receipt.ts'

export const EXCHANGE_TIMEOUT_MS = 10_000
const RECEIPT_BYTES = 4096

export interface Sending {
  readonly id: string
  /** The exact text to sign and send. */
  readonly body: string
  readonly at: Date
}
export type Sent = { readonly outcome: Outcome; readonly receipt?: string }
export interface WebhookSender {
  /** One exchange, never a throw: whatever the other side does is an outcome. */
  readonly send: (sending: Sending) => Promise<Sent>
  readonly close: () => void
}

type Resolve = (hostname: string) => Promise<LookupAddress[]>
const resolveAll: Resolve = hostname => lookup(hostname, { all: true })

class AddressRefused extends Error {
  override readonly message = 'address refused'
}

/**
 * Resolves as the system does, and refuses the connection when any address is one that no receiver has. Connections that are
 * opened together share one look-up: it holds a thread of the process, and a slow name server must not take them all.
 */
function guardedLookup(protocol: string, resolve: Resolve): LookupFunction {
  let underWay: Promise<LookupAddress[]> | undefined
  return (hostname, options, callback) => {
    underWay ??= resolve(hostname).finally(() => {
      underWay = undefined
    })
    underWay.then(
      addresses => {
        const [first] = addresses
        if (!first || addresses.some(one => !mayConnect(one.address, protocol))) callback(new AddressRefused(), '', 0)
        else if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      error => callback(error, '', 0),
    )
  }
}

/**
 * Sends to one webhook address with Standard Webhooks' signature. Connections are kept; redirects are answers, not
 * followed; at most 4 kB of the answer are read, 16 kB of headers; the whole exchange ends after `timeoutMs`.
 */
export function openWebhook(
  webhook: { url: string; secret: string },
  timeoutMs = EXCHANGE_TIMEOUT_MS,
  resolveName = resolveAll,
): WebhookSender {
  const url = new URL(webhook.url)
  const secure = url.protocol === 'https:'
  const signer = new Webhook(webhook.secret)
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 32, scheduling: 'lifo' })
  const lookupHost = guardedLookup(url.protocol, resolveName)
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  const refused = outgoingFault(webhook.url) !== undefined || (isIP(bare) !== 0 && !mayConnect(bare, url.protocol))

  function exchange(sending: Sending, deadline: AbortSignal, again: boolean): Promise<Sent> {
    return new Promise(resolve => {
      const body = Buffer.from(sending.body)
      const failed = (reason: Extract<Outcome, { kind: 'failed' }>['reason']) => resolve({ outcome: { kind: 'failed', reason } })
      let answered = false
      const request = (secure ? https : http).request(url, {
        method: 'POST',
        agent,
        signal: deadline,
        lookup: lookupHost,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': body.length,
          'User-Agent': 'Ashar-Webhooks/1',
          Accept: '*/*',
          'webhook-id': sending.id,
          'webhook-timestamp': String(Math.floor(sending.at.getTime() / 1000)),
          'webhook-signature': signer.sign(sending.id, sending.at, sending.body),
        },
      })
      request.once('response', response => {
        answered = true
        const chunks: Buffer[] = []
        let size = 0
        const done = () => {
          const { 'retry-after': retryAfter } = response.headers
          const receipt = receiptText(Buffer.concat(chunks).subarray(0, RECEIPT_BYTES))
          resolve({ outcome: { kind: 'answered', status: response.statusCode ?? 0, retryAfter }, receipt })
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          size += chunk.length
          if (size < RECEIPT_BYTES) return
          // Enough was said; what an endless answer goes on with is nobody's business.
          done()
          request.destroy()
        })
        response.once('end', done)
        response.on('error', () => failed(deadline.aborted ? 'timeout' : 'unreachable'))
      })
      // An answer of 101 would leave HTTP; it is none to a POST.
      request.once('upgrade', (_response, socket) => {
        socket.destroy()
        failed('unreadable')
      })
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (deadline.aborted) return failed('timeout')
        if (error instanceof AddressRefused) return failed('addressRefused')
        // A kept connection may have been closed by the other side just before: that says nothing about the delivery.
        if (!again && !answered && request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
          return resolve(exchange(sending, deadline, true))
        failed(error.code?.startsWith('HPE_') ? 'unreadable' : 'unreachable')
      })
      request.end(body)
    })
  }

  return {
    send: sending =>
      refused
        ? Promise.resolve({ outcome: { kind: 'failed', reason: 'addressRefused' } })
        : exchange(sending, AbortSignal.timeout(timeoutMs), false),
    close: () => agent.destroy(),
  }
}
