/** The sender's address for rate limits: the socket's, or behind a trusted proxy the last address it added. */
export function senderAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trustProxy: boolean): string {
  const direct = socketAddress ?? 'unknown'
  if (!trustProxy || !forwardedFor) return direct
  return forwardedFor.split(',').at(-1)?.trim() || direct
}
