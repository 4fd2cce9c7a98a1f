import { z } from 'zod'
import { foldForSearch } from '#platform/fold.ts'

const name = z.string().trim().min(1)
const entry = z.strictObject({
  code: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
  cofog: z.string().optional(),
  ky: name.optional(),
  ru: name.optional(),
  en: name,
  /** Other names that print the same thing. */
  also: z.array(name).optional(),
  confidence: name,
  note: name.optional(),
})
const coded = entry.extend({ code: z.string().regex(/^\d{1,8}$/) })

/** `content/catalogue/classification.yaml`: codes and names with their standing, edited by experts. */
export const classificationSchema = z.strictObject({
  version: name,
  legalBasis: name,
  delegatedPowers: z.strictObject({ legalBasis: name, confidence: name }),
  functional: z.array(coded.extend({ cofog: name })),
  economic: z.array(coded),
  items: z.array(entry),
})
export type Classification = z.output<typeof classificationSchema>
export type CodedEntry = z.output<typeof coded>
type Names = { readonly ky?: string | undefined; readonly ru?: string | undefined; readonly en: string }

/** National codes extend the stems of the classification by more digits: the longest stem that a code begins with. */
export function stemOf(entries: readonly CodedEntry[], code: string): CodedEntry | undefined {
  const digits = code.replace(/\D/g, '')
  return entries
    .filter(one => digits.startsWith(one.code))
    .reduce<CodedEntry | undefined>((best, one) => (best && best.code.length >= one.code.length ? best : one), undefined)
}

/** Whether an economic code says more than "revenue" or "expense": its stem has at least two digits, or it is a stem itself. */
export function knowsEconomic(classification: Classification, code: string): boolean {
  const stem = stemOf(classification.economic, code)
  return stem !== undefined && (stem.code.length > 1 || stem.code === code)
}
/** Functional codes come as 701… or in COFOG's own form 01, 01.1. */
export function knowsFunctional(classification: Classification, code: string): boolean {
  return stemOf(classification.functional, code) !== undefined || classification.functional.some(one => one.cofog === code)
}

/** The division (701 … 710) that a functional code belongs to. */
export function divisionOf(classification: Classification, code: string): CodedEntry | undefined {
  const divisions = classification.functional.filter(one => one.code.length === 3)
  return stemOf(divisions, code) ?? divisions.find(one => one.cofog === code.slice(0, 2) && !/^7\d{2}/.test(code))
}

type Entry = Classification['items'][number] | CodedEntry
const byName = new WeakMap<Classification, ReadonlyMap<string, Entry>>()
function entriesByName(classification: Classification): ReadonlyMap<string, Entry> {
  const known = byName.get(classification)
  if (known) return known
  const entries = new Map<string, Entry>()
  for (const one of [...classification.items, ...classification.economic, ...classification.functional])
    for (const printed of [one.ky, one.ru, one.en, ...(one.also ?? [])]) {
      const folded = printed === undefined ? '' : foldForSearch(printed)
      if (folded !== '' && !entries.has(folded)) entries.set(folded, one)
    }
  byName.set(classification, entries)
  return entries
}

/** The names of a printed item in all languages, where the classification knows it under that name. */
export const namesOfItem = (classification: Classification, printed: string): Names | undefined =>
  entriesByName(classification).get(foldForSearch(printed))
