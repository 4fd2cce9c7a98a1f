import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { type Catalogue, type CatalogueItem, catalogueItem } from './catalogue.ts'
import type { Kind, SubjectType } from './kinds.ts'

/** The part of a word that acceptance looks at. */
export interface Offered {
  readonly kind: Kind
  readonly subject: { readonly type: SubjectType; readonly id?: string | undefined }
  readonly service?: string | undefined
  readonly ratings?: Readonly<Record<string, number>> | undefined
  readonly text?: string | undefined
  readonly contact?: Contact | undefined
  readonly consent: { readonly publish: boolean; readonly shareContact: boolean }
}
export interface Contact {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

/** What the word is about, as it was found: whose it is and what it is called. */
export interface FoundSubject {
  readonly municipalityId: string
  readonly label: string
}

export interface Accepted {
  readonly item: CatalogueItem | undefined
  readonly subject: { readonly type: SubjectType; readonly id: string | undefined; readonly label: string }
  readonly ratings: Readonly<Record<string, number>>
  /** Mean of the ratings, where there are any. */
  readonly ratingMean: number | undefined
  readonly moderation: 'waiting' | 'private'
  /** Only what consent gives a use: without it, the e-mail address alone, to tell its owner about the next steps. */
  readonly contact: Contact | undefined
}

/** Types of subject that are named by a code of the catalogue, and the group of that code. */
const GROUP_OF = { service: 'localSignificance', delegatedPower: 'delegatedPower' } as const
const LOADED = new Set<SubjectType>(['budget', 'budgetLine', 'report', 'hearing', 'proposal'])

/**
 * Whether a word is accepted for a municipality, and what is kept of it. Refuses a subject that is unknown or another
 * municipality's, a code of the wrong group, ratings of nothing or by criteria that do not fit, and a word without words.
 */
export function acceptFeedback(
  offered: Offered,
  found: { readonly municipalityId: string; readonly subject: FoundSubject | undefined; readonly catalogue: Catalogue },
): Result<Accepted> {
  const { subject, kind, text } = offered
  const about = subjectOf(offered, found)
  const refusals: Refusal[] = about.ok ? [] : [...about.refusals]
  const item = about.ok ? about.value.item : undefined
  const ratings = offered.ratings ?? {}
  if (about.ok) refusals.push(...wrongRatings(ratings, item))
  if (kind === 'rating' && Object.keys(ratings).length === 0) refusals.push({ code: 'ratings.required', path: 'ratings' })
  if (kind !== 'rating' && !text) refusals.push({ code: 'text.required', path: 'text' })
  if (refusals.length > 0 || !about.ok) return errs(refusals)
  const scores = Object.values(ratings)
  return ok({
    item,
    subject: { type: subject.type, id: LOADED.has(subject.type) ? subject.id : item?.code, label: about.value.label },
    ratings,
    ratingMean: scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined,
    moderation: text && offered.consent.publish ? 'waiting' : 'private',
    contact: keptContact(offered),
  })
}

function subjectOf(
  offered: Offered,
  found: { municipalityId: string; subject: FoundSubject | undefined; catalogue: Catalogue },
): Result<{ item: CatalogueItem | undefined; label: string }> {
  const { subject, service } = offered
  const { type, id } = subject
  const item = service === undefined ? undefined : catalogueItem(found.catalogue, service)
  if (service !== undefined && !item) return err('service.unknown', { path: 'service' })
  if (LOADED.has(type)) {
    if (id === undefined) return err('subject.idRequired', { path: 'subject.id' })
    if (!found.subject) return err('subject.unknown', { path: 'subject.id' })
    if (found.subject.municipalityId !== found.municipalityId) return err('subject.elsewhere', { path: 'subject.id' })
    return ok({ item, label: found.subject.label })
  }
  if (type === 'service' || type === 'delegatedPower') {
    if (id !== undefined && service !== undefined && id !== service) return err('service.mismatch', { path: 'service' })
    const code = service ?? id
    if (code === undefined) return err('service.required', { path: 'service' })
    const path = service === undefined ? 'subject.id' : 'service'
    const named = catalogueItem(found.catalogue, code)
    if (!named) return err('service.unknown', { path })
    if (named.group !== GROUP_OF[type]) return err('service.group', { path })
    return ok({ item: named, label: named.names.ky })
  }
  if (id !== undefined) return err('subject.unknown', { path: 'subject.id' })
  return ok({ item, label: '' })
}

function wrongRatings(ratings: Readonly<Record<string, number>>, item: CatalogueItem | undefined): Refusal[] {
  const codes = Object.keys(ratings)
  if (codes.length > 0 && !item) return [{ code: 'ratings.needService', path: 'ratings' }]
  return codes
    .filter(code => !item?.criteria.includes(code))
    .map(code => ({ code: 'ratings.criterion', path: `ratings.${code}` }))
}

function keptContact({ contact, consent }: Offered): Contact | undefined {
  const { name, email, phone } = contact ?? {}
  const kept = consent.shareContact ? { name, email, phone } : { email }
  return Object.values(kept).some(value => value !== undefined) ? kept : undefined
}
