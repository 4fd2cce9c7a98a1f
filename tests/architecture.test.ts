import { describe, expect, it } from 'vitest'
import { HOUSE_RULES } from './support/houseRules.ts'
import { readSources, scanSource } from './support/sources.ts'

const sources = readSources('src', 'db')

describe('the house', () => {
  it('is read whole', () => {
    const paths = sources.map(source => source.path)
    expect(paths).toEqual(expect.arrayContaining(['src/app.ts', 'src/layouts/Page.astro', 'db/store.ts', 'src/middleware.ts']))
    expect(sources.find(source => source.path === 'src/app.ts')?.imports.map(one => one.from)).toContain('db/open.ts')
  })

  for (const rule of HOUSE_RULES) it(rule.says, () => expect(rule.faults(sources)).toEqual([]))
})

describe('the check of the house', () => {
  const madeUp = (files: Readonly<Record<string, string>>) => Object.entries(files).map(([path, text]) => scanSource(path, text))

  for (const rule of HOUSE_RULES) {
    it(`finds what breaks: ${rule.says}`, () => expect(rule.faults(madeUp(rule.brokenBy))).not.toEqual([]))
    it(`lets pass what keeps: ${rule.says}`, () => expect(rule.faults(madeUp(rule.keptBy))).toEqual([]))
  }

  it('reads every way of importing, and the script of a page', () => {
    const source = scanSource(
      'src/pages/a.astro',
      "---\nimport type { A } from './a.ts'\nconst b = await import('#features/budgets/b.ts')\n---\n<p></p>\n<script>\nimport '#ui/c.ts'\n</script>",
    )
    expect(source.imports).toEqual([
      { from: 'src/pages/a.ts', typeOnly: true, line: 2 },
      { from: 'src/features/budgets/b.ts', typeOnly: false, line: 3 },
      { from: 'src/ui/c.ts', typeOnly: false, line: 2 },
    ])
  })
})
