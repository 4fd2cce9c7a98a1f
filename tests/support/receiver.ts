import { createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Answer, type Arrival, type Received, type Receiver, startReceiver } from '#features/delivery/startReceiver.ts'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'

export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** The receiver of `cli receiver` on a free port, closed when the test ends, and the settings that send to it. */
export async function testReceiver(
  options: {
    /** The checks of the feedback schema are on unless a test sends something else. */
    readonly anyData?: boolean
    readonly dir?: string
    readonly answer?: (received: Received, arrivals: readonly Arrival[]) => Answer | undefined | Promise<Answer | undefined>
    readonly port?: number
  } = {},
): Promise<Receiver & { env: Record<string, string> }> {
  const faults = options.anyData ? () => [] : envelopeFaults('https://receiver.invalid')
  const { dir, answer, port = 0 } = options
  const receiver = await startReceiver({ port, secret: WEBHOOK_SECRET, faults, dir, ...(answer ? { answer } : {}) })
  onTestFinished(() => receiver.close())
  return { ...receiver, env: webhookEnv(receiver.url) }
}

export const webhookEnv = (url: string): Record<string, string> => ({ DPI_WEBHOOK_URL: url, DPI_WEBHOOK_SECRET: WEBHOOK_SECRET })

/** A peer that does whatever it likes with a connection; `connections` counts them. Closed when the test ends. */
export async function rawPeer(talk: (socket: Socket) => void): Promise<{ url: string; connections: () => number }> {
  let connections = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    talk(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`, connections: () => connections }
}
