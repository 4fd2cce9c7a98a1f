import { slugsFor } from './slug.ts'
import type { Names, UnitKind } from './unit.ts'

/** What a source says of one unit. Units name one another by SOATE. */
export interface UnitFacts {
  readonly kind: UnitKind
  readonly names: Names
  readonly soate?: string | undefined
  readonly codeEvidence?: string | undefined
  readonly formerCodes: readonly { readonly code: string; readonly validTo?: string | undefined }[]
  readonly otherCodes: readonly string[]
  readonly iso?: string | undefined
  readonly parentSoate?: string | undefined
  readonly formerNames: readonly { readonly names: Names; readonly validTo?: string | undefined }[]
  readonly variants: readonly { readonly language: 'ky' | 'ru' | 'en'; readonly name: string }[]
  readonly population?: number | undefined
  readonly populationDate?: string | undefined
  readonly lat?: number | undefined
  readonly lon?: number | undefined
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  /** SOATE of the unit it was merged into. */
  readonly successorSoate?: string | undefined
  readonly standing: 'confirmed' | 'check'
  readonly website?: string | undefined
  readonly villages: readonly Names[]
  readonly evidence: string
  readonly note: string
}

/** Every unit's address: the bare name where it is the only one, with the raion where several aiyl aimaks share it. */
export function chooseSlugs(
  facts: readonly UnitFacts[],
  parentOf: (one: UnitFacts) => UnitFacts | undefined,
): ReadonlyMap<UnitFacts, string> {
  const slugs = new Map<UnitFacts, string>()
  const taken = new Set<string>()
  const wanted = (one: UnitFacts) => slugsFor({ kind: one.kind, nameEn: one.names.en, parentNameEn: parentOf(one)?.names.en })
  const aimaks = facts.filter(one => one.kind === 'aiyl_aimak')
  const shared = Map.groupBy(aimaks, one => wanted(one).next().value)
  for (const one of facts) {
    const candidates = wanted(one)
    let slug = candidates.next().value
    if (one.kind === 'aiyl_aimak' && (shared.get(slug)?.length ?? 0) > 1) slug = candidates.next().value
    while (taken.has(slug)) slug = candidates.next().value
    taken.add(slug)
    slugs.set(one, slug)
  }
  return slugs
}
