import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { readFeedbackTotals } from '#features/feedback/readFeedbackTotals.ts'
import type { TotalAxis, TotalsQuestion } from '#features/feedback/rules/totalsQuestion.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { formatQuarter } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type TotalsTable, totalsTable } from './rules/totalsTable.ts'
import { words } from './words.ts'

export interface Totals extends TotalsTable {
  readonly rowNames: readonly string[]
  readonly columnNames: readonly string[]
}

/**
 * Aggregates as they may leave the desk: small cells hidden, names in the reader's language, in the order of the
 * catalogue. Refuses a stretch of quarters that ends before it begins.
 */
export async function readTotals(
  app: App,
  viewer: Viewer,
  question: TotalsQuestion,
  lang: Lang,
): Promise<Result<Totals, 'forbidden' | 'totals.backwards'>> {
  const { from, until } = question
  const found = await readFeedbackTotals(app, viewer, question)
  if (!found.ok) return found
  if (from !== undefined && until !== undefined && from > until) return err('totals.backwards', { path: 'until' })
  const axes = [question.rows, question.columns].filter((axis): axis is TotalAxis => axis !== 'none')
  const names = new Map<TotalAxis, ReadonlyMap<string, string>>()
  for (const axis of axes) names.set(axis, await namesOf(app, axis, lang))
  const orderOf = (axis: TotalAxis | 'none') => (axis === 'none' ? [] : [...(names.get(axis)?.keys() ?? [])])
  const table = totalsTable(found.value, {
    rating: question.measure === 'rating',
    rowOrder: orderOf(question.rows),
    columnOrder: orderOf(question.columns),
  })
  const say = (axis: TotalAxis | 'none', key: string): string => {
    if (axis === 'none') return words(lang)(question.measure === 'rating' ? 'totals.measure.rating' : 'totals.measure.words')
    if (axis === 'quarter') return formatQuarter(lang, key)
    if (key === '') return words(lang)(axis === 'code' ? 'totals.noService' : 'totals.noOblast')
    return names.get(axis)?.get(key) ?? key
  }
  return ok({
    ...table,
    rowNames: table.rows.map(key => say(question.rows, key)),
    columnNames: table.columns.map(key => say(question.columns === question.rows ? 'none' : question.columns, key)),
  })
}

/** Names of an axis' keys, in the order they are listed. Quarters name themselves. */
async function namesOf(app: App, axis: TotalAxis, lang: Lang): Promise<ReadonlyMap<string, string>> {
  if (axis === 'quarter') return new Map()
  if (axis === 'code') return new Map(readCatalogue().services.map(item => [item.code, `${item.code} ${item.names[lang]}`]))
  const tree = await readUnitTree(app)
  if (axis === 'oblast') return new Map(tree.map(oblast => [oblast.id, oblast.names[lang]]))
  const collator = new Intl.Collator(lang)
  const units = tree.flatMap(oblast => [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)])
  return new Map(units.map(unit => [unit.id, unit.names[lang]] as const).sort(([, a], [, b]) => collator.compare(a, b)))
}
