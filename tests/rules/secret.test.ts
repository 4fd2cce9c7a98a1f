import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openServerKey } from '#platform/secret.ts'

it("the server's secret is made once, for its owner's eyes, and gives each purpose a key of its own", () => {
  const folder = mkdtempSync(join(tmpdir(), 'ashar-secret-'))
  try {
    const data = join(folder, 'data')
    const [one, two] = [openServerKey(data, undefined), openServerKey(data, undefined)]
    expect(one('a')).toBe(two('a'))
    expect(one('a')).not.toBe(one('b'))
    expect(openServerKey(join(folder, 'other'), undefined)('a')).not.toBe(one('a'))
    expect(readdirSync(data)).toEqual(['secret'])
    expect(statSync(join(data, 'secret')).mode & 0o077).toBe(0)
    const set = 's'.repeat(32)
    expect(openServerKey(join(folder, 'third'), set)('a')).toBe(openServerKey(data, set)('a'))
    expect(readdirSync(folder)).not.toContain('third')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
