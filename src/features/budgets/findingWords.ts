import { formatMoney, formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Finding } from './rules/budget.ts'
import { MONEY_VALUES } from './rules/budget.ts'
import { words } from './words.ts'

// A finding kept before a check said more must still read as a sentence.
const UNSAID = Object.fromEntries(
  ['name', 'of', 'side', 'column', 'by', 'kind', 'amounts', 'missing', 'unit', 'inFile', 'direction', 'known', 'columns'].map(
    name => [name, ''],
  ),
)

/** "820,9 миң сом": as documents print amounts, so that they are found there again; small ones in som. */
function asPrinted(lang: Lang, amount: Tyiyn): string {
  if (Math.abs(amount) < 1_000_000 || amount % 10_000 !== 0) return formatMoney(lang, amount)
  return `${formatNumber(lang, amount / 100_000, 1)}\u00A0${words(lang)('unit.thousandSom')}`
}

/**
 * A finding as a plain sentence in the reader's language. Amounts are said as documents print them, and in som where
 * `exact` asks for it (command line, API).
 */
export function findingWords(lang: Lang, finding: Finding, exact = false): string {
  const money = (amount: number) => (exact ? formatMoney(lang, amount as Tyiyn) : asPrinted(lang, amount as Tyiyn))
  const values: Record<string, string | number> = { ...UNSAID, row: finding.row ?? '' }
  for (const [name, value] of Object.entries(finding.values))
    values[name] = MONEY_VALUES.has(name) && typeof value === 'number' ? money(value) : value
  if (finding.difference !== undefined) {
    values.difference = money(Math.abs(finding.difference))
    values.direction = finding.difference > 0 ? 'more' : 'less'
  }
  return words(lang).data(`finding.${finding.code}`, values)
}
