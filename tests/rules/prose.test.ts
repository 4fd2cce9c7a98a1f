import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words as budgetWords } from '#features/budgets/words.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'

const QUOTED = /[«“]([^»”]+)[»”]/

describe('the guide to budgets', () => {
  for (const lang of LANGUAGES)
    it(`names the link beside a line as the page does, in ${lang}`, () => {
      const guide = readFileSync(`content/guides/${lang}/read-a-budget.md`, 'utf8')
      const said = guide.split('\n').filter(line => /^- (Beside every line|Ар бир берененин|У каждой статьи)/.test(line))
      expect(said.map(line => QUOTED.exec(line)?.[1])).toEqual([budgetWords(lang)('line.ask')])
    })
})
