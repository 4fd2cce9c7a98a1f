import { isIPv6 } from 'node:net'

/** The sender's address for rate limits: the socket's, or behind a trusted proxy the last address it added. */
export function senderAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trustProxy: boolean): string {
  const direct = socketAddress ?? 'unknown'
  if (!trustProxy || !forwardedFor) return direct
  return forwardedFor.split(',').at(-1)?.trim() || direct
}

/**
 * What counts as one sender: an IPv4 address, or the network of an IPv6 one (its first 64 bits), since whoever has one
 * address of such a network has them all.
 */
export function senderNetwork(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(bare)) return bare
  const [head = '', tail = ''] = bare.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const left = groups(head)
  const zeros = bare.includes('::') ? Array<string>(8 - left.length - groups(tail).length).fill('0') : []
  return [...left, ...zeros, ...groups(tail)].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16)).join(':') // prettier-ignore
}
