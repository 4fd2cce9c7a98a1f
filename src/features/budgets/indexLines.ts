import type { Writing } from '#db/store.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import { isoDate } from '#platform/dates.ts'
import { formatMoney } from '#platform/i18n/format.ts'
import { type Lang, LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import type { Budget, BudgetLine, BudgetSummary } from './rules/budget.ts'
import { chooseBudget } from './rules/choice.ts'
import { selectCurrent, selectLineIds, selectLines, selectSummaries } from './store/budgets.ts'
import { words } from './words.ts'

/**
 * Makes the lines of a budget findable where it is the one in force for its year, in place of the one that was; `before` are
 * the year's current budgets before it came.
 */
export async function indexLines(
  tx: Writing,
  place: Municipality,
  budget: Budget,
  before: readonly BudgetSummary[],
): Promise<void> {
  const inForce = chooseBudget([...before.filter(one => one.stage !== budget.stage), budget])
  if (inForce?.id !== budget.id) return
  const replaced = chooseBudget(before)
  if (replaced) await dropDocuments(tx, 'budgetLine', await selectLineIds(tx, replaced.id))
  const printedIn = languageOf(budget.lines)
  await indexDocuments(
    tx,
    budget.lines.filter(line => line.kind !== 'total').flatMap(line => documentsOf(place, budget, line, printedIn)),
  )
}

const AT_ONCE = 50

/**
 * Indexes the lines of every budget that is in force for its year anew, one budget in one transaction; answers how many
 * budgets there were. For stores from before search, and for `search rebuild`.
 */
export async function indexAllLines(app: App): Promise<number> {
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: BudgetSummary[] = await selectCurrent(app.store.read, { after }, AT_ONCE)
    for (const one of page) {
      const [place, all] = [
        await readMunicipality(app, one.municipalityId),
        await selectSummaries(app.store.read, one.municipalityId),
      ]
      const before = all.filter(other => other.year === one.year && other.id !== one.id)
      const lines = await selectLines(app.store.read, one.id)
      // What another stage or version replaced loses its lines with the one in force.
      if (place) await app.store.write(tx => indexLines(tx, place, { ...one, lines, findings: [] }, before))
      count += 1
    }
    after = page.at(-1)?.id
  }
  return count
}

function documentsOf(place: Municipality, budget: Budget, line: BudgetLine, printedIn: Lang): SearchDocument[] {
  const names = new Map<Lang, string>([[printedIn, line.name]])
  for (const lang of LANGUAGES) {
    const name = line.names?.[lang]
    if (name) names.set(lang, name)
  }
  return [...names].map(([lang, title]) => ({
    kind: 'budgetLine',
    subjectId: line.id,
    lang,
    municipalityId: place.id,
    title,
    body: bodyOf(lang, place, budget, line),
    path: `/m/${place.slug}/budget/${budget.year}#l${line.position}`,
    // The newer year comes first, whatever day its document bears.
    at: isoDate(`${budget.year}-01-01`),
    isDemo: budget.isDemo,
  }))
}

function bodyOf(lang: Lang, place: Municipality, budget: Budget, line: BudgetLine): string {
  const t = words(lang)
  const { plan, actual } = line
  return [
    place.names[lang],
    t('page.title', { year: String(budget.year) }),
    t(`side.${line.side}`),
    plan === undefined ? undefined : `${t('show.plan')}: ${formatMoney(lang, plan)}`,
    actual === undefined ? undefined : `${t('show.actual')}: ${formatMoney(lang, actual)}`,
    line.functionalCode,
    line.economicCode,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The language a document is printed in: Kyrgyz has letters of its own; what has no Cyrillic is taken for English. */
function languageOf(lines: readonly BudgetLine[]): Lang {
  const names = lines.map(line => line.name).join(' ')
  if (/[ңөү]/iu.test(names)) return 'ky'
  return /\p{Script=Cyrillic}/u.test(names) ? 'ru' : 'en'
}
