import { bareName } from './bareName.ts'
import { isMunicipalityKind, type UnitKind } from './unit.ts'

/** A name as a part of an address: lower case a-z, digits and dashes. Kyrgyz vowels lose their dots: ö → o. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/**
 * Addresses to try for a unit, the shortest first. A municipality has its bare name (`myrza-ake`), then with its raion
 * (`dostuk-aravan`), then with a number; an oblast or raion keeps its kind (`naryn-raion`), since cities share its name.
 */
export function* slugsFor(unit: { kind: UnitKind; nameEn: string; parentNameEn?: string | undefined }): Generator<string, never> {
  const own = slugOf(isMunicipalityKind(unit.kind) ? bareName(unit.nameEn) : unit.nameEn) || 'unit'
  yield own
  const within = unit.parentNameEn ? `${own}-${slugOf(bareName(unit.parentNameEn))}` : own
  if (within !== own) yield within
  for (let n = 2; ; n += 1) yield `${within}-${n}`
}
