import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

export const MOODS = ['slow', 'drop', 'error', 'busy', 'gone', 'garbage', 'endless', 'headers'] as const
export type Mood = (typeof MOODS)[number]

/** Does to one request what a mood says, as servers, proxies and captive portals do. */
function misbehave(mood: Mood, response: ServerResponse): void {
  const { socket } = response
  if (!socket) return
  switch (mood) {
    case 'slow':
      return
    case 'drop':
      socket.resetAndDestroy()
      return
    case 'error':
      response.writeHead(500).end('<h1>Oops</h1>')
      return
    case 'busy':
      response.writeHead(429, { 'Retry-After': '1' }).end()
      return
    case 'gone':
      response.writeHead(410).end('this hook is no more')
      return
    case 'garbage':
      socket.end('\u0016\u0003\u0001 this is no HTTP\r\n\r\n', 'latin1')
      return
    case 'endless': {
      response.writeHead(500)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
      return
    }
    case 'headers':
      socket.end(`HTTP/1.1 200 OK\r\n${`X-Filler: ${'a'.repeat(1_000)}\r\n`.repeat(2_000)}\r\nok`)
  }
}

/**
 * An endpoint before a real receiver that treats each request as `mood` says, until it gives none: then the request goes
 * through, byte for byte. `seen` holds the webhook-ids in the order they came.
 */
export async function moodyPeer(
  receiverUrl: string,
  mood: (data: Record<string, unknown>) => Mood | undefined,
): Promise<{ url: string; seen: { id: string; mood: Mood | undefined }[] }> {
  const seen: { id: string; mood: Mood | undefined }[] = []
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const now = mood((JSON.parse(body.toString('utf8')) as { data: Record<string, unknown> }).data)
    seen.push({ id: String(request.headers['webhook-id']), mood: now })
    if (now) return misbehave(now, response)
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name.startsWith('webhook-') || name === 'content-type'),
    ) as Record<string, string>
    const answer = await fetch(receiverUrl, { method: 'POST', headers, body })
    response.writeHead(answer.status).end(await answer.text())
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`, seen }
}
