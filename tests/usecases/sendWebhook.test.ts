import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openWebhook } from '#features/delivery/sendWebhook.ts'
import { mayConnect, outgoingFault } from '#platform/http/outgoing.ts'
import { rawPeer, testReceiver, WEBHOOK_SECRET } from '#tests/support/receiver.ts'

const sending = (n = 1) => ({
  id: `019caa00-0000-7000-8000-00000000000${n}`,
  body: JSON.stringify({ type: 'feedback.submitted', timestamp: new Date().toISOString(), data: { text: 'Суу жок 💧' } }),
  at: new Date(),
})
const sendTo = (url: string, timeoutMs = 400) => {
  const webhook = openWebhook({ url, secret: WEBHOOK_SECRET }, timeoutMs)
  onTestFinished(() => webhook.close())
  return webhook.send(sending())
}
const head = 'HTTP/1.1 200 OK\r\n'

describe('what the other side may do to a delivery', () => {
  it('is signed as Standard Webhooks says, and refused by a receiver with another secret', async () => {
    const receiver = await testReceiver({ anyData: true })
    const right = openWebhook({ url: receiver.url, secret: WEBHOOK_SECRET })
    const wrong = openWebhook({ url: receiver.url, secret: 'whsec_c29tZXRoaW5nIGVsc2UgZW50aXJlbHk=' })
    const old = { ...sending(), at: new Date(Date.now() - 6 * 60_000) }
    expect(await right.send(sending())).toMatchObject({ outcome: { kind: 'answered', status: 200 } })
    expect(await right.send(sending())).toMatchObject({ outcome: { status: 200 }, receipt: expect.stringContaining('duplicate') })
    expect(await wrong.send(sending(2))).toMatchObject({ outcome: { status: 401 } })
    expect(await right.send(old)).toMatchObject({ outcome: { status: 401 }, receipt: expect.stringContaining('too old') })
    expect(receiver.received).toMatchObject([{ id: sending().id, data: { text: 'Суу жок 💧' } }])
    right.close()
    wrong.close()
  })

  it.each([
    ['bytes that are no HTTP', '\u0000\u0001\u0002 hello, this is a mail server\r\n', 'unreadable'],
    ['an answer cut short', `${head}Content-Length: 100\r\n\r\nhalf`, 'unreachable'],
    ['2 MB of headers', `${head}${`X-Filler: ${'a'.repeat(1000)}\r\n`.repeat(2000)}\r\n`, 'unreadable'],
    ['nothing at all', '', 'unreachable'],
  ])('answers with %s: it comes back', async (_what, bytes, reason) => {
    const { url } = await rawPeer(socket => {
      socket.once('data', () => socket.end(bytes, 'latin1'))
    })
    expect(await sendTo(url, 5_000)).toEqual({ outcome: { kind: 'failed', reason } })
  })

  it.each([
    ['never answers', ''],
    ['begins to answer and falls silent', head],
    ['says it will take longer, for ever', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['answers 200 and never ends its text', `${head}Content-Length: 10\r\n\r\nhalf`],
  ])('%s: the exchange ends in time', async (_what, bytes) => {
    const { url } = await rawPeer(socket => {
      socket.once('data', () => socket.write(bytes))
    })
    const started = performance.now()
    expect(await sendTo(url)).toEqual({ outcome: { kind: 'failed', reason: 'timeout' } })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('drips an answer byte by byte: the whole exchange has one limit', async () => {
    const { url } = await rawPeer(socket => {
      socket.write(`${head}Content-Length: 1000\r\n\r\n`)
      const drip = setInterval(() => socket.write('.'), 20)
      socket.once('close', () => clearInterval(drip))
    })
    expect(await sendTo(url)).toEqual({ outcome: { kind: 'failed', reason: 'timeout' } })
  })

  it('answers endlessly: 4 kB are kept and the connection is cut', async () => {
    let sent = 0
    const cut = Promise.withResolvers<void>()
    const { url } = await rawPeer(socket => {
      socket.once('close', () => cut.resolve())
      socket.once('data', () => {
        socket.write(`${head}\r\n`)
        const more = () => {
          while (!socket.destroyed && socket.write('received '.repeat(100))) sent += 900
          if (!socket.destroyed) socket.once('drain', more)
        }
        more()
      })
    })
    const answer = await sendTo(url, 10_000)
    expect(answer.outcome).toMatchObject({ kind: 'answered', status: 200 })
    expect(answer.receipt?.length).toBeGreaterThan(4000)
    expect(answer.receipt?.length).toBeLessThanOrEqual(4096)
    await cut.promise
    expect(sent).toBeLessThan(20_000_000)
  })

  it('redirects: the redirect is the answer, and the other address is never asked', async () => {
    const other = await rawPeer(socket => socket.end())
    const server = createServer((_request, response) => response.writeHead(307, { Location: other.url }).end('elsewhere'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    expect(await sendTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)).toMatchObject({
      outcome: { kind: 'answered', status: 307 },
    })
    expect(other.connections()).toBe(0)
  })

  it('closes a kept connection just as it is used again: the delivery is tried on a new one at once', async () => {
    const peer = await rawPeer(socket => {
      let asked = 0
      socket.on('data', () => {
        asked += 1
        if (asked === 1) socket.write(`${head}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`)
        else socket.resetAndDestroy()
      })
    })
    const webhook = openWebhook({ url: peer.url, secret: WEBHOOK_SECRET }, 2_000)
    onTestFinished(() => webhook.close())
    for (const n of [1, 2]) expect(await webhook.send(sending(n))).toMatchObject({ outcome: { status: 200 }, receipt: 'ok' })
    expect(peer.connections()).toBe(2)
  })

  it('is not there, has no name, or speaks no TLS', async () => {
    expect(await sendTo('http://127.0.0.1:9/')).toEqual({ outcome: { kind: 'failed', reason: 'unreachable' } })
    expect(await sendTo('https://nobody.invalid/', 5_000)).toEqual({ outcome: { kind: 'failed', reason: 'unreachable' } })
    const { url } = await rawPeer(socket => void socket.once('data', () => socket.end(`${head}\r\n`)))
    expect(await sendTo(url.replace('http:', 'https:'))).toEqual({ outcome: { kind: 'failed', reason: 'unreachable' } })
  })
})

describe('where a webhook may go', () => {
  it('a name that leads to a closed address is refused before anything is sent, and looked up once for many', async () => {
    let asked = 0
    const resolve =
      (...addresses: string[]) =>
      async () => {
        asked += 1
        return addresses.map(address => ({ address, family: 4 }))
      }
    const peer = await rawPeer(socket => void socket.once('data', () => socket.end(`${head}\r\n`)))
    const url = peer.url.replace('127.0.0.1', 'localhost')
    const closed = openWebhook({ url, secret: WEBHOOK_SECRET }, 2_000, resolve('127.0.0.1', '169.254.169.254'))
    const outside = openWebhook({ url, secret: WEBHOOK_SECRET }, 2_000, resolve('10.1.2.3'))
    const open = openWebhook({ url, secret: WEBHOOK_SECRET }, 2_000, resolve('127.0.0.1'))
    for (const refused of [closed, outside])
      expect(await refused.send(sending())).toEqual({ outcome: { kind: 'failed', reason: 'addressRefused' } })
    expect(peer.connections()).toBe(0)
    asked = 0
    const answers = await Promise.all([1, 2, 3].map(n => open.send(sending(n))))
    expect(answers.map(one => one.outcome)).toMatchObject(Array(3).fill({ status: 200 }))
    expect(asked).toBe(1)
    for (const one of [closed, outside, open]) one.close()
  })

  it.each([
    ['https://dpi.example/hook', undefined],
    ['https://dpi.example:8443/hook?key=1', undefined],
    ['http://localhost:4600/', undefined],
    ['http://127.0.0.1:4600/', undefined],
    ['http://[::1]:4600/', undefined],
    ['http://dpi.example/hook', 'plainHttp'],
    ['http://localhost.dpi.example/', 'plainHttp'],
    ['https://user:secret@dpi.example/', 'userinfo'],
    ['https://user@dpi.example/', 'userinfo'],
    ['https://dpi.example/#x', 'fragment'],
  ])('%s: %s', (address, fault) => expect(outgoingFault(address)).toBe(fault))

  it.each([
    '169.254.169.254', '169.254.0.1', '0.0.0.0', '100.100.100.200', '192.0.0.192', '224.0.0.1', '255.255.255.255', '::', 'fe80::1',
    'fd00:ec2::254', 'ff02::1', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'no address', '',
  ])('%s is never connected to', ip => expect(mayConnect(ip, 'https:')).toBe(false)) // prettier-ignore

  it.each(['93.184.216.34', '10.0.0.7', '192.168.1.1', '2606:2800:220:1::1', '127.0.0.1', '::1'])(
    '%s may be a receiver over https',
    ip => expect(mayConnect(ip, 'https:')).toBe(true),
  )

  it('over plain http only this machine may be', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(ip => mayConnect(ip, 'http:'))).toBe(true)
    expect(['10.0.0.7', '93.184.216.34', '::ffff:10.0.0.7'].some(ip => mayConnect(ip, 'http:'))).toBe(false)
  })

  it.each(['https://169.254.169.254/latest', 'https://[::ffff:a9fe:a9fe]/', 'https://0xa9.0xfe.169.254/', 'http://10.0.0.7/'])(
    '%s is not asked at all',
    async url => expect(await sendTo(url)).toEqual({ outcome: { kind: 'failed', reason: 'addressRefused' } }),
  )
})
