import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { isVotePath, leavesNoTrace } from '#platform/http/votePath.ts'
import { plainError, withoutData } from '#platform/log.ts'

describe('an error in the log', () => {
  it('carries no parameters of a query, no row and no question of an address, and still says where it broke', () => {
    const cause = Object.assign(new Error('duplicate key value: Key (email)=(a@b.kg) already exists.'), {
      code: '23505',
      detail: 'a@b.kg',
    })
    const error = new Error('Failed query: insert into "x" values ($1)\nparams: a@b.kg,Менин сөзүм\nэки сап', { cause })
    const logged = JSON.stringify(plainError(error))
    expect(logged).not.toMatch(/a@b|Менин|эки сап/)
    expect(logged).toContain('insert into')
    expect(logged).toContain('23505')
    expect(logged).toMatch(/log\.test\.ts/)
    expect(withoutData('Could not render http://localhost/ky/feedback/KG-1?trackingCode=SECRET at /ky/x?y=SECRET')).not.toContain(
      'SECRET',
    )
  })
})

describe('pages on which somebody votes', () => {
  it.each([
    ['/ky/pb/ala-buka-2026/vote', true],
    ['/ru/pb/x/vote/', true],
    ['/en/pb/x/vote/receipt', true],
    ['/en/pb/x/votes', false],
    ['/en/pb/vote', false],
    ['/ky/pb/x/results', false],
  ])('%s: %s', (path, votes) => expect(isVotePath(path)).toBe(votes))

  it('are named in no line of the log, and left out by the proxy of deploy/', () => {
    expect(withoutData('Could not render http://localhost/ky/pb/ala-buka-2026/vote/receipt now')).toBe(
      'Could not render http://localhost/vote now',
    )
    const proxy = readFileSync('deploy/Caddyfile', 'utf8')
    const pattern = /@vote path_regexp (\S+)\n\s*log_skip @vote/.exec(proxy)?.[1] ?? ''
    for (const path of ['/ky/pb/a/vote', '/ru/pb/a/vote/check', '/en/pb/a/results', '/eid/callback', '/eid/callbacks'])
      expect(new RegExp(pattern).test(path), path).toBe(leavesNoTrace(path))
  })
})
