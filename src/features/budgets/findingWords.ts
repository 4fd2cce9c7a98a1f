import { formatMoney, formatMoneyShort } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Finding } from './rules/budget.ts'
import { MONEY_VALUES } from './rules/budget.ts'
import { words } from './words.ts'

// A finding kept before a check said more must still read as a sentence.
const UNSAID = Object.fromEntries(
  ['name', 'of', 'side', 'column', 'by', 'kind', 'amounts', 'missing', 'unit', 'inFile', 'direction'].map(name => [name, '']),
)

/**
 * A finding as a plain sentence in the reader's language. Amounts are said as people say them, and exactly where `exact`
 * asks for it (command line, API).
 */
export function findingWords(lang: Lang, finding: Finding, exact = false): string {
  const money = (amount: number) => (exact ? formatMoney : formatMoneyShort)(lang, amount as Tyiyn)
  const values: Record<string, string | number> = { ...UNSAID, row: finding.row ?? '' }
  for (const [name, value] of Object.entries(finding.values))
    values[name] = MONEY_VALUES.has(name) && typeof value === 'number' ? money(value) : value
  if (finding.difference !== undefined) {
    values.difference = money(Math.abs(finding.difference))
    values.direction = finding.difference > 0 ? 'more' : 'less'
  }
  return words(lang).data(`finding.${finding.code}`, values)
}
