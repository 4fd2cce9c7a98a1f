import type { Lang } from '#platform/i18n/languages.ts'
import type { PlacedBudget } from '../exportBudgets.ts'
import { findingWords } from '../findingWords.ts'
import { publishedBudget } from '../rules/published.ts'

/** A budget as the API and exports give it; findings in the reader's language. */
export const budgetJson = ({ budget, municipality }: PlacedBudget, lang: Lang) =>
  publishedBudget(
    budget,
    { id: municipality.id, slug: municipality.slug, soate: municipality.soate ?? null, names: municipality.names },
    finding => findingWords(lang, finding, true),
  )
