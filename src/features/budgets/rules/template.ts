import { type MoneyUnit, somString, type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { LineFacts, Side } from './budget.ts'
import type { Classification } from './classification.ts'
import { lineName } from './lineName.ts'
import { ofWhichIn } from './reading/phrases.ts'

/** A row of the blank table that an office fills in. */
export interface TemplateRow {
  readonly side: Side
  readonly functionalCode?: string | undefined
  readonly economicCode?: string | undefined
  readonly localCode?: string | undefined
  readonly name: string
  /** Decimal amount of the budget before, in the table's unit. */
  readonly before?: string | undefined
}

/** Words that open a part of the line above, as the reader of tables knows them. */
const OF_WHICH: Record<Lang, string> = { ky: 'анын ичинде', ru: 'в том числе', en: 'of which' }

/**
 * The lines of an earlier budget as rows to fill in, in the reader's language where a line has a name in it. What the portal
 * reads from the filled table are the same lines: a part says that it is one, and no name begins with a sign that a
 * spreadsheet would take for a formula.
 */
export function templateRows(lines: readonly LineFacts[], lang: Lang, unit: MoneyUnit): TemplateRow[] {
  return lines.map(line => {
    const bare = lineName(line, lang).replace(/^[\s=+\-@|%＝＋－＠–—•*·]+/u, '')
    const isSaid = ofWhichIn(bare)?.before === ''
    return {
      side: line.side,
      functionalCode: line.functionalCode,
      economicCode: line.economicCode,
      localCode: line.localCode,
      name: line.kind === 'ofWhich' && !isSaid ? `${OF_WHICH[lang]} ${bare}` : bare,
      before: line.plan === undefined ? undefined : inUnit(line.plan, unit),
    }
  })
}

/** Where no budget is known yet: the usual items of revenue, and what spending is for. */
export function startingLines(classification: Classification): LineFacts[] {
  const lineOf = (side: Side, one: Classification['items'][number], code: 'economicCode' | 'functionalCode'): LineFacts => ({
    side,
    kind: 'line',
    name: one.ky ?? one.en,
    names: { ky: one.ky, ru: one.ru, en: one.en },
    [code]: one.code,
    isDelegated: false,
  })
  return [
    ...classification.items.filter(one => one.code?.startsWith('1')).map(one => lineOf('revenue', one, 'economicCode')),
    ...classification.functional.filter(one => one.code.length === 3).map(one => lineOf('expenditure', one, 'functionalCode')),
  ]
}

const inUnit = (amount: Tyiyn, unit: MoneyUnit): string => {
  if (unit === 'som') return somString(amount)
  const [whole, rest] = [Math.trunc(amount / 1_000), Math.abs(amount % 1_000)]
  const sign = amount < 0 && whole === 0 ? '-' : ''
  return `${sign}${somString(tyiyn(whole))}${rest === 0 ? '' : thousandths(whole, rest)}`
}
/** What thousand som have beyond two decimals. */
const thousandths = (whole: number, rest: number): string =>
  `${Math.abs(whole) % 100 === 0 ? '.00' : Math.abs(whole) % 10 === 0 ? '0' : ''}${String(rest).padStart(3, '0')}`
