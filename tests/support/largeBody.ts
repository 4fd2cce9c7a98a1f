import { once } from 'node:events'
import { connect } from 'node:net'

const MB = 1024 * 1024

export interface Heard {
  readonly status: number
  readonly body: string
  /** The peer cut the connection while we were still sending. */
  readonly cutOff: boolean
  /** How much went out. */
  readonly sent: number
}

/**
 * Posts that many megabytes over a plain socket, as a browser does: everything is sent before the answer is read. `chunked`
 * tells no length beforehand.
 */
export async function postLarge(url: string, megabytes: number, chunked: boolean): Promise<Heard> {
  const { hostname, port, pathname, origin } = new URL(url)
  const socket = connect(Number(port), hostname)
  let answer = Buffer.alloc(0)
  let cutOff = false
  socket.on('data', (chunk: Buffer) => (answer = Buffer.concat([answer, chunk])))
  socket.on('error', () => (cutOff = true))
  const gone = new Promise<void>(resolve => socket.once('close', () => resolve()))
  await once(socket, 'connect')
  const type = 'Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n'
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${megabytes * MB}`
  socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\n${type}${length}\r\n\r\n`)
  const piece = Buffer.alloc(MB, 'a')
  let sent = 0
  for (; sent < megabytes && !socket.destroyed; sent += 1) {
    const whole = chunked ? Buffer.concat([Buffer.from(`${MB.toString(16)}\r\n`), piece, Buffer.from('\r\n')]) : piece
    if (!socket.write(whole)) await Promise.race([once(socket, 'drain').catch(() => {}), gone])
  }
  if (chunked && !socket.destroyed) socket.write('0\r\n\r\n')
  await gone
  const text = answer.toString('utf8')
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), body: text, cutOff, sent }
}
