import type { Catalogue } from './rules/catalogue.ts'

/** The law a group of the catalogue names, with its standing in words: an unsure list must not look like a sure one. */
export const legalBasisOf = (catalogue: Catalogue, group: 'localSignificance' | 'delegatedPower'): string => {
  const { legalBasis, standing } = catalogue.groups[group]
  return standing === 'confirmed' ? legalBasis.en : `${legalBasis.en} (to be confirmed)`
}
