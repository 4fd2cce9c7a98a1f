import { describe, expect, it } from 'vitest'
import { pruneVariables } from '../../src/styles/pruneVariables.mjs'

describe('custom properties that nothing refers to', () => {
  it('go, and so do those only they referred to; the rest stays to the letter', () => {
    const sheets = [
      ':root{--a:1px;--b:var(--a);--c:red}p{color:var(--c);margin:0}',
      '.x{--d:var(--c);--e:"a;b"}',
      '@media print{.y{--f:0}}q{width:var( --g,2px);--g:3px}',
    ]
    expect(pruneVariables(sheets, 'getPropertyValue("--f")')).toEqual([
      ':root{--c:red}p{color:var(--c);margin:0}',
      '.x{--e:"a;b"}',
      '@media print{.y{--f:0}}q{width:var( --g,2px);--g:3px}',
    ])
  })
})
