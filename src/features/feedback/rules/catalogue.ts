/** Text in the three languages. */
type Names = Readonly<Record<'ky' | 'ru' | 'en', string>>
/** `confirmed` was read in the act named; `toConfirm` is shown as such. */
export type Standing = 'confirmed' | 'toConfirm'
export type CatalogueGroup = 'localSignificance' | 'delegatedPower'

/** A local service (L01–L24) or a delegated state power (D01–D10). */
export interface CatalogueItem {
  readonly code: string
  readonly group: CatalogueGroup
  readonly names: Names
  /** COFOG divisions or groups, e.g. `06.3`. */
  readonly cofog: readonly string[]
  /** Kinds of request that residents make about it. */
  readonly requests: readonly string[]
  /** Criteria that a resident can rate, in order. */
  readonly criteria: readonly string[]
  readonly standing: Standing
}

export interface Criterion {
  readonly code: string
  readonly names: Names
  /** The question a resident is asked; missing where only an assessor can tell. */
  readonly question?: Names | undefined
  readonly indicator: Names
}

/** The service catalogue with its criteria: what experts edit in `content/catalogue/`. */
export interface Catalogue {
  readonly version: string
  readonly standing: Standing
  readonly note: Names
  readonly groups: Readonly<Record<CatalogueGroup, { names: Names; legalBasis: Names; standing: Standing }>>
  readonly services: readonly CatalogueItem[]
  readonly criteria: readonly Criterion[]
  /** Words of the scores 1–5. */
  readonly scale: readonly { score: number; words: Names }[]
  /** Scores from fewer ratings are hidden. */
  readonly smallestShown: number
  readonly answering: {
    readonly standing: Standing
    readonly registrationWorkingDays: number
    readonly answerWorkingDays: number
    readonly legalBasis: Names
  }
}

/** The item with this code, written as in the catalogue. */
export const catalogueItem = (catalogue: Catalogue, code: string): CatalogueItem | undefined =>
  catalogue.services.find(item => item.code === code)

export const criterion = (catalogue: Catalogue, code: string): Criterion | undefined =>
  catalogue.criteria.find(one => one.code === code)
