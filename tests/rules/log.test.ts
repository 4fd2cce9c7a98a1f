import { describe, expect, it } from 'vitest'
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
