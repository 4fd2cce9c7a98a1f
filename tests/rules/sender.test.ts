import { expect, it } from 'vitest'
import { senderAddress, senderNetwork } from '#platform/http/client.ts'
import { rateLimit } from '#platform/rateLimit.ts'

it('believes the last address that a trusted proxy added, and nobody else', () => {
  expect(senderAddress('10.0.0.1', '1.1.1.1, 2.2.2.2', true)).toBe('2.2.2.2')
  expect(senderAddress('10.0.0.1', '1.1.1.1', false)).toBe('10.0.0.1')
  expect(senderAddress('10.0.0.1', '', true)).toBe('10.0.0.1')
})

it('counts a network of IPv6 addresses as one sender', async () => {
  const networks = {
    '192.0.2.7': '192.0.2.7',
    '::ffff:192.0.2.7': '192.0.2.7',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2',
    '2001:0DB8:1:2::9': '2001:db8:1:2',
    '2001:db8::1': '2001:db8:0:0',
    'fe80::1%eth0': 'fe80:0:0:0',
    '64:ff9b::192.0.2.7': '64:ff9b:0:0',
    '::1': '0:0:0:0',
    unknown: 'unknown',
  }
  for (const [address, network] of Object.entries(networks)) expect([address, senderNetwork(address)]).toEqual([address, network])
  const limit = rateLimit(3, 60)
  const waits = await Promise.all(Array.from({ length: 5 }, (_, n) => limit.take(`2001:db8:1:2::${n}`)))
  expect(waits.filter(wait => wait !== undefined)).toHaveLength(2)
  expect(await limit.take('2001:db8:1:3::1')).toBeUndefined()
})
