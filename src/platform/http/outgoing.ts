import { BlockList, isIP } from 'node:net'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

// What no receiver has: this-network, link-local with the clouds' metadata services, multicast and reserved addresses.
const closed = new BlockList()
closed.addSubnet('0.0.0.0', 8, 'ipv4')
closed.addSubnet('169.254.0.0', 16, 'ipv4')
closed.addAddress('100.100.100.200', 'ipv4')
closed.addAddress('192.0.0.192', 'ipv4')
closed.addSubnet('224.0.0.0', 3, 'ipv4')
closed.addAddress('::', 'ipv6')
closed.addSubnet('fe80::', 10, 'ipv6')
closed.addAddress('fd00:ec2::254', 'ipv6')
closed.addSubnet('ff00::', 8, 'ipv6')

export type AddressFault = 'userinfo' | 'plainHttp' | 'fragment'

/**
 * What is wrong with an address that an operator wants requests sent to: a password in it would end in logs, and plain http
 * is for a receiver on this very machine.
 */
export function outgoingFault(address: string): AddressFault | undefined {
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return 'userinfo'
  if (url.hash !== '') return 'fragment'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK_NAMES.has(url.hostname))) return 'plainHttp'
  return undefined
}

/** Whether a resolved IP address may be connected to; over plain http only this machine may. */
export function mayConnect(ip: string, protocol: string): boolean {
  const version = isIP(ip)
  // BlockList knows IPv4 addresses written as IPv6 ones.
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (version === 0 || closed.check(ip, family)) return false
  return protocol === 'https:' || loopback.check(ip, family)
}
