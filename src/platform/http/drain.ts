import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * How much of a body that is refused is still read and thrown away. A browser shows an answer only once it has sent all it
 * has; one that is cut off shows "connection reset" and no word of what to mend.
 */
export const MOST_DRAINED_BYTES = 256 * 1024 * 1024

/**
 * Reads a body to its end and keeps nothing of it; one that goes on and on is cut off. The answer goes out as soon as it is
 * written, but ends only after that, since a connection that is to be closed closes with its answer.
 */
export function drain(request: IncomingMessage, response: ServerResponse, most = MOST_DRAINED_BYTES): void {
  let size = 0
  const drained = new Promise<void>(resolve => {
    request.once('end', resolve)
    request.once('close', resolve)
  })
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > most) request.destroy()
  })
  const end = response.end.bind(response)
  response.end = ((chunk?: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) response.write(chunk)
    void drained.then(() => end())
    return response
  }) as typeof response.end
}
