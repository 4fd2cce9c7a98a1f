import type { Writing } from '#db/store.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { readCatalogue } from './readCatalogue.ts'
import { catalogueItem } from './rules/catalogue.ts'
import { type EnvelopeFacts, type FeedbackEnvelope, feedbackEnvelope } from './rules/envelope.ts'
import { statusOf } from './rules/visibility.ts'
import { legalBasisOf } from './legalBasisOf.ts'
import { selectUnitNames } from './store/cases.ts'
import { selectContact } from './store/moderation.ts'
import { selectByReference, type WholeFeedback } from './store/reads.ts'

/**
 * Tells DPI where the answering of a word stands now, in the transaction that changed it, after its rows: the whole word as
 * its first envelope told it, with what the office did. `municipality` is where the word was written.
 */
export async function sendAnswered(app: App, tx: Writing, municipality: Municipality, reference: string): Promise<void> {
  const whole = await selectByReference(tx, reference)
  if (!whole?.matter) throw new Error('an answered word without its case')
  const { row } = whole
  const contact = row.consentShareContact ? await selectContact(tx, row.id) : undefined
  const office = (await selectUnitNames(tx, [whole.matter.municipalityId])).get(whole.matter.municipalityId)
  const data = feedbackEnvelope({
    ...wordFacts(whole, municipality),
    contact: contact && { name: contact.name, email: contact.unsubscribedAt ? null : contact.email, phone: contact.phone },
    status: statusOf(knownFeedback(whole)),
    answering: answeringFacts(whole, office && { id: whole.matter.municipalityId, names: office }),
  })
  const eraseContactOn = data.contact && ((contact?.eraseOn ?? null) as IsoDate | null)
  await enqueueDelivery(app, tx, {
    ...{ type: 'feedback.answered', orderKey: reference, data },
    ...(eraseContactOn ? { eraseContactOn } : {}),
  })
}

/** What is known of the word itself, without its contact. */
function wordFacts({ row, ratings, events }: WholeFeedback, municipality: Municipality): EnvelopeFacts {
  const catalogue = readCatalogue()
  const item = row.catalogueCode === null ? undefined : catalogueItem(catalogue, row.catalogueCode)
  return {
    reference: row.reference,
    // Each envelope of a word follows a step of its history, so the number of steps grows from one to the next.
    revision: events.length,
    submittedAt: row.submittedAt,
    municipality,
    kind: row.kind,
    subject: { type: row.subjectType, id: row.subjectId, label: row.subjectLabel },
    catalogue: item && {
      code: item.code,
      branch: item.group,
      version: row.catalogueVersion ?? catalogue.version,
      legalBasis: legalBasisOf(catalogue, item.group),
    },
    ratings,
    text: row.text,
    language: row.language,
    place: {
      village: row.villageName ? { id: row.villageId, name: row.villageName } : undefined,
      ...{ address: row.address, lat: row.lat, lon: row.lon },
    },
    respondent: { ageBand: row.ageBand, sex: row.sex, village: row.respondentVillage },
    channel: row.channel,
    moderation: row.moderation === 'withdrawn' ? 'private' : row.moderation,
    consent: { publish: row.consentPublish, shareContact: row.consentShareContact },
    demo: row.isDemo,
  }
}

function answeringFacts(whole: WholeFeedback, office: NonNullable<FeedbackEnvelope['answering']>['office']) {
  const { matter, main, answers, events } = whole
  if (!matter) return undefined
  const said = events.findLast(event => event.outcome !== null)
  return {
    state: matter.state,
    office,
    dueOn: matter.dueOn ?? undefined,
    ownDueOn: matter.ownDueOn ?? undefined,
    promisedFor: matter.promisedFor ?? undefined,
    answeredOn: matter.answeredOn ?? undefined,
    outcome: matter.outcome ?? undefined,
    outcomeNote: matter.outcome && said?.note ? said.note : undefined,
    mergedInto: main?.reference,
    passedTo: matter.state === 'passedOn' ? (events.findLast(event => event.party !== null)?.party ?? undefined) : undefined,
    answers: answers.flatMap(one =>
      one.text === null || (one.feedbackId !== matter.feedbackId && !one.isPublic)
        ? []
        : [
            {
              ...{ id: one.id, at: one.at.toISOString(), kind: one.kind, text: one.text, language: one.language },
              ...{ public: one.isPublic, promisedFor: one.promisedFor ?? undefined, corrected: one.correctedAt !== null },
            },
          ],
    ),
  }
}
