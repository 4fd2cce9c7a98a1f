import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { addWordAsItem } from '#features/hearings/carriedItems.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { dateInBishkek, type Quarter } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import type { FeedbackInput } from './forms/feedbackInput.ts'
import { unsubscribeUrl } from './tellAuthor.ts'
import { trackingHash } from './readFeedback.ts'
import type { Accepted } from './rules/acceptance.ts'
import { legalBasisOf } from './legalBasisOf.ts'
import { newCase, type Terms } from './rules/answering.ts'
import type { Catalogue } from './rules/catalogue.ts'
import { type EnvelopeFacts, feedbackEnvelope } from './rules/envelope.ts'
import { contactEraseOn } from './rules/keeping.ts'
import type { Channel, Status } from './rules/kinds.ts'
import { makeReference, makeTrackingCode } from './rules/reference.ts'
import { totalsOf } from './rules/totals.ts'
import { insertCase } from './store/cases.ts'
import { deleteDraft } from './store/drafts.ts'
import { addToTotals } from './store/totals.ts'
import { insertContact, insertEvent, insertFeedback, insertRatings } from './store/words.ts'

/** What the sender gets: enough to follow the word. The tracking code is told once; only its hash is stored. */
export interface Sent {
  readonly reference: string
  readonly trackingCode: string
  /** Whole address of the reference's page. */
  readonly url: string
  readonly status: Status
}

/** A word that was accepted, with what it is about. */
export interface NewWord {
  readonly id: string
  readonly at: Date
  readonly quarter: Quarter
  readonly language: Lang
  readonly input: FeedbackInput
  readonly accepted: Accepted
  readonly municipality: Municipality
  readonly catalogue: Catalogue
  readonly village: { readonly id?: string; readonly name: string } | undefined
  /** Within what the municipality answers. */
  readonly terms: Terms
}

interface How {
  readonly channel: Channel
  readonly draftHash?: string | undefined
  readonly isDemo?: boolean | undefined
}

/**
 * Writes an accepted word and everything that goes with it, inside the caller's transaction; `keep` stores the answer of a
 * repeatable request. A reference that is taken is drawn again.
 */
export async function storeWord(
  app: App,
  tx: Writing,
  viewer: Viewer,
  word: NewWord,
  how: How,
  keep: (sent: Sent) => Promise<void>,
): Promise<Sent> {
  const { accepted, municipality, id, at } = word
  const actor = actorOf(viewer, how.channel === 'api' ? 'api' : 'resident')
  const trackingCode = makeTrackingCode(app.random)
  let reference = makeReference(app.random)
  while (!(await insertFeedback(tx, rowOf(word, how, reference, trackingCode)))) reference = makeReference(app.random)
  const url = `${app.config.siteUrl}${paths.feedback(word.language, reference)}`
  const sent: Sent = { reference, trackingCode, url, status: 'received' }
  await insertRatings(tx, id, accepted.ratings)
  const unsubscribeToken = accepted.contact?.email ? app.random(24).toString('base64url') : undefined
  if (accepted.contact)
    await insertContact(tx, { feedbackId: id, ...accepted.contact, eraseOn: contactEraseOn(at), unsubscribeToken })
  const event = { id: app.newId(), feedbackId: id, at, status: 'received' as const, by: 'resident', actor, isPublic: true }
  await insertEvent(tx, event)
  // What was said at a hearing is answered there, with the fate of each proposal.
  if (word.input.text !== undefined && how.channel !== 'hearing') {
    const matter = newCase(word.input.kind, true, dateInBishkek(at), word.terms)
    await insertCase(tx, { ...matter, feedbackId: id, municipalityId: municipality.id, version: 0, changedAt: at })
  }
  const counted = { quarter: word.quarter, municipalityId: municipality.id, catalogueCode: accepted.item?.code ?? '' }
  await addToTotals(tx, totalsOf({ ...counted, kind: word.input.kind, ratings: accepted.ratings }))
  await keep(sent)
  await standAmongItems(app, tx, word, how, reference)
  if (how.draftHash) await deleteDraft(tx, how.draftHash)
  await touchPages(tx, at, [`feedback:${municipality.id}`, 'country'])
  const data = feedbackEnvelope(envelopeFacts(word, how, reference))
  const eraseContactOn = data.contact && contactEraseOn(at)
  await enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: reference, data, eraseContactOn })
  const email = how.isDemo ? undefined : accepted.contact?.email
  if (email)
    await queueNotice(app, tx, {
      to: email,
      language: word.language,
      template: 'feedbackReceived',
      about: reference,
      values: {
        ...{ unsubscribe: unsubscribeUrl(app, word.language, unsubscribeToken) },
        reference,
        trackingCode,
        municipality: municipality.names[word.language],
        url: `${app.config.siteUrl}${paths.trackedFeedback(word.language, reference, trackingCode)}`,
      },
    })
  await recordAudit(tx, {
    at,
    actor,
    action: 'feedback.submitted',
    subject: { type: 'feedback', id },
    reason: 'a resident sent it',
    detail: { reference, municipality: municipality.id, kind: word.input.kind, channel: how.channel },
  })
  return sent
}

/** A question or proposal about a hearing stands among the hearing's own, but for one that comes from there. */
async function standAmongItems(app: App, tx: Writing, word: NewWord, how: How, reference: string): Promise<void> {
  const { accepted, input, village, at } = word
  const { kind, text, respondent } = input
  const { type, id: hearingId } = accepted.subject
  if (type !== 'hearing' || hearingId === undefined || how.channel === 'hearing' || text === undefined) return
  if (kind !== 'question' && kind !== 'proposal') return
  await addWordAsItem(tx, {
    ...{ itemId: app.newId(), hearingId, reference, kind, text, language: word.language, at },
    ...{ village: village?.name ?? respondent?.village, sex: respondent?.sex },
    ...{ onPaper: how.channel === 'paper', isDemo: how.isDemo ?? false },
  })
}

function rowOf(word: NewWord, how: How, reference: string, trackingCode: string) {
  const { input, accepted, municipality, village } = word
  return {
    id: word.id,
    reference,
    trackingHash: trackingHash(trackingCode),
    submittedAt: word.at,
    quarter: word.quarter,
    municipalityId: municipality.id,
    kind: input.kind,
    subjectType: accepted.subject.type,
    subjectId: accepted.subject.id,
    subjectLabel: accepted.subject.label,
    catalogueCode: accepted.item?.code,
    catalogueVersion: accepted.item && word.catalogue.version,
    text: input.text,
    language: word.language,
    villageId: village?.id,
    villageName: village?.name,
    address: input.place?.address,
    lat: input.place?.lat,
    lon: input.place?.lon,
    ageBand: input.respondent?.ageBand,
    sex: input.respondent?.sex,
    respondentVillage: input.respondent?.village,
    consentPublish: input.consent.publish,
    consentShareContact: input.consent.shareContact,
    officeReads: true,
    channel: how.channel,
    moderation: accepted.moderation,
    ratingMean: accepted.ratingMean,
    status: 'received',
    isDemo: how.isDemo ?? false,
  }
}

function envelopeFacts(word: NewWord, how: How, reference: string): EnvelopeFacts {
  const { input, accepted, municipality, village, catalogue } = word
  const { item } = accepted
  return {
    reference,
    revision: 1,
    submittedAt: word.at,
    municipality,
    kind: input.kind,
    subject: accepted.subject,
    catalogue: item && {
      code: item.code,
      branch: item.group,
      version: catalogue.version,
      legalBasis: legalBasisOf(catalogue, item.group),
    },
    ratings: accepted.ratings,
    text: input.text,
    language: word.language,
    place: { village, address: input.place?.address, lat: input.place?.lat, lon: input.place?.lon },
    respondent: input.respondent,
    channel: how.channel,
    moderation: accepted.moderation,
    consent: input.consent,
    contact: accepted.contact,
    demo: how.isDemo,
  }
}
