import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { eraseFromEnvelopes } from '#features/delivery/eraseFromEnvelopes.ts'
import { forgetWord } from '#features/hearings/carriedItems.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { dropNotices } from '#features/notices/dropNotices.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexWord } from './indexWord.ts'
import { readCatalogue } from './readCatalogue.ts'
import { findFeedback } from './readFeedback.ts'
import { catalogueItem } from './rules/catalogue.ts'
import { feedbackEnvelope } from './rules/envelope.ts'
import { totalsOf } from './rules/totals.ts'
import { legalBasisOf } from './legalBasisOf.ts'
import { addToTotals } from './store/totals.ts'
import { readTerms } from './readTerms.ts'
import { releaseFollowers } from './releaseFollowers.ts'
import { sendAnswered } from './sendAnswered.ts'
import { deleteAuthorLinks } from './store/authorLinks.ts'
import { closeWithdrawn } from './store/cases.ts'
import { selectByReference } from './store/reads.ts'
import { eraseNotes, insertEvent, markWithdrawn } from './store/words.ts'

/**
 * The author takes a word back, holding its tracking code: it leaves the counts; its words, its contact and what tells of its
 * author are erased, here, in the outbox and in mail that waits; words that followed its answers wait for their own; DPI is told without them. Refuses `feedback.unknown`, and `feedback.withdrawnAlready` the second time.
 */
export async function withdrawFeedback(app: App, typed: string, trackingCode: string): Promise<Result<{ reference: string }>> {
  const found = await findFeedback(app, typed, trackingCode)
  if (!found.ok) return found
  const { row, ratings, matter } = found.value
  const municipality = await readMunicipality(app, row.municipalityId)
  if (!municipality) throw new Error('feedback without its municipality')
  const catalogue = readCatalogue()
  const item = row.catalogueCode === null ? undefined : catalogueItem(catalogue, row.catalogueCode)
  const at = app.now()
  const office = matter?.municipalityId ?? row.municipalityId
  const terms = await readTerms(app, office)
  const { reference, quarter, municipalityId, kind } = row
  return app.store.write(async tx => {
    if (!(await markWithdrawn(tx, row.id))) return err('feedback.withdrawnAlready')
    const event = { id: app.newId(), feedbackId: row.id, at, status: 'withdrawn', by: 'resident', isPublic: true }
    await insertEvent(tx, { ...event, actor: 'resident' })
    await closeWithdrawn(tx, row.id, at)
    await eraseNotes(tx, row.id)
    await deleteAuthorLinks(tx, row.id)
    const released = await releaseFollowers(app, tx, row.id, terms)
    await addToTotals(tx, totalsOf({ quarter, municipalityId, catalogueCode: row.catalogueCode ?? '', kind, ratings }, -1))
    await forgetWord(tx, reference, at)
    for (const shown of [reference, ...released]) await indexWord(tx, shown)
    await touchPages(tx, at, [...new Set([`feedback:${municipalityId}`, `feedback:${office}`]), 'country'])
    const data = feedbackEnvelope({
      reference,
      // Each envelope of a word follows a step of its history, so the number of steps grows from one to the next.
      revision: (await selectByReference(tx, reference))?.events.length ?? 1,
      submittedAt: row.submittedAt,
      municipality,
      kind,
      subject: { type: row.subjectType, id: row.subjectId, label: row.subjectLabel },
      catalogue: item && {
        code: item.code,
        branch: item.group,
        version: row.catalogueVersion ?? catalogue.version,
        legalBasis: legalBasisOf(catalogue, item.group),
      },
      language: row.language,
      channel: row.channel,
      moderation: 'private',
      consent: { publish: false, shareContact: false },
      demo: row.isDemo,
    })
    await dropNotices(tx, reference)
    await eraseFromEnvelopes(tx, reference, ['contact', 'text', 'place', 'respondent', 'answering'])
    await enqueueDelivery(app, tx, { type: 'feedback.withdrawn', orderKey: reference, data })
    for (const follower of released) await sendAnswered(app, tx, municipality, follower)
    await recordAudit(tx, {
      at,
      actor: 'resident',
      action: 'feedback.withdrawn',
      subject: { type: 'feedback', id: row.id },
      reason: 'its author took it back',
      detail: { reference },
    })
    return ok({ reference })
  })
}
