import { describe, expect, it } from 'vitest'
import { budgetTemplate } from '#features/budgets/budgetTemplate.ts'
import { importBudget } from '#features/budgets/importBudget.ts'
import { publishBudget } from '#features/budgets/publishBudget.ts'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { readDeliveries, readDeliveryTotals } from '#features/delivery/readDeliveries.ts'
import { readDeliveriesOf } from '#features/delivery/readDeliveriesOf.ts'
import { retryDelivery } from '#features/delivery/retryDelivery.ts'
import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { readDocumentFile } from '#features/documents/readDocumentFile.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import { importPaperForms } from '#features/feedback/importPaperForms.ts'
import { readWorkplace } from '#features/hearings/readWorkplace.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { importUnits } from '#features/municipalities/importUnits.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import type { Result } from '#platform/result.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { readOk } from '#tests/support/budgets.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededHearing } from '#tests/support/hearings.ts'
import { webhookEnv } from '#tests/support/receiver.ts'
import { pdf, upload } from '#tests/support/uploads.ts'
import { knockers, placedKnockers } from '#tests/support/viewers.ts'

type Knocker = readonly [string, Viewer, boolean]
/** Each of `who` is let in, or refused as one without the right; what is refused for another reason was let in. */
async function eachKnocks(who: readonly Knocker[], act: (viewer: Viewer) => Promise<Result<unknown>>): Promise<void> {
  const seen: [string, boolean][] = []
  for (const [name, viewer] of who) {
    const result = await act(viewer)
    seen.push([name, result.ok || result.refusals[0].code !== 'forbidden'])
  }
  expect(seen).toEqual(who.map(([name, , allowed]) => [name, allowed]))
}

const ROWS = [
  ['Кирешелер', '2026-жыл, миң сом'],
  ['Жер салыгы', '100'],
  ['Бардык кирешелер', '100'],
  ['Чыгашалар', ''],
  ['Көчө жарыгы', '100'],
  ['Бардык чыгашалар', '100'],
]

describe.skipIf(engineMissing())('who may knock at a municipality’s budgets', () => {
  it('reading one from a file, publishing one that was typed in, taking the empty table', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const bytes = Buffer.from(ROWS.map(row => row.join(';')).join('\n'))
    const municipality = place.slug
    const about = { year: 2026, stage: 'approved', source: { title: 'A resolution' } } as const
    const publishers = placedKnockers('budget.import', placesOf(place))
    await eachKnocks(publishers, viewer =>
      importBudget(app, viewer, { ...about, bytes, fileName: 'a.csv', municipality, dryRun: true }),
    )
    const { notes: _, ...read } = readOk(ROWS)
    await eachKnocks(publishers, viewer =>
      publishBudget(app, viewer, { ...read, ...about, municipality, isDemo: false, reason: 'typed in' }),
    )
    await eachKnocks(placedKnockers('budget.prepare', placesOf(place)), viewer =>
      budgetTemplate(app, viewer, { municipality, year: 2027, stage: 'draft', lang: 'ky' }),
    )
  })
})

describe.skipIf(engineMissing())('who may knock at what goes to DPI', () => {
  it('looking at deliveries, and sending them again', async () => {
    const app = await testApp({ env: webhookEnv('http://127.0.0.1:9/') })
    await app.store.write(tx => enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: 'KG-A', data: {} }))
    await eachKnocks(knockers('delivery.read'), viewer => readDeliveries(app, viewer, { limit: 10 }))
    await eachKnocks(knockers('delivery.read'), viewer => readDeliveryTotals(app, viewer))
    await eachKnocks(knockers('delivery.read'), viewer => readDeliveriesOf(app, viewer, 'KG-A'))
    await eachKnocks(knockers('delivery.retry'), viewer => retryDelivery(app, viewer, { all: 'stuck' }))
  })
})

describe.skipIf(engineMissing())('who may bring in files of the whole country', () => {
  it('paper forms, and the register of units', async () => {
    const app = await testApp()
    await seededPlace(app)
    const nothing = Buffer.from('')
    await eachKnocks(knockers('feedback.import'), viewer => importPaperForms(app, viewer, nothing, 'ky'))
    await eachKnocks(knockers('units.import'), viewer => importUnits(app, viewer, nothing, { dryRun: true, source: 'a test' }))
  })
})

describe.skipIf(engineMissing())('who may open a file before it is published', () => {
  it('the office of its municipality, and of a practice who reviews practices', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const within = placesOf(place)
    const checked = await readUpload(app, upload('a.pdf', pdf()))
    if (!checked.ok) throw new Error(checked.refusals[0].code)
    const attach = async (ownerType: 'practice' | 'report') => {
      const kept = await keepFile(app, checked.value)
      const attached = await app.store.write(tx =>
        attachDocument(app, tx, { ownerType, ownerId: app.newId(), municipalityId: place.id, kept, by: 'operator' }),
      )
      if (!attached.ok) throw new Error(attached.refusals[0].code)
      return attached.value.id
    }
    const [ofReport, ofPractice] = [await attach('report'), await attach('practice')]
    const reviewers = placedKnockers('practice.review', within)
    for (const [at, [name, viewer, office]] of placedKnockers('office.read', within).entries()) {
      const reviews = reviewers[at]?.[2] ?? false
      expect(may(viewer, 'practice.review', within)).toBe(reviews)
      const opens = async (id: string) => (await readDocumentFile(app, viewer, id, async () => within)).ok
      expect([name, await opens(ofReport), await opens(ofPractice)]).toEqual([name, office, office || reviews])
    }
  })
})

describe.skipIf(engineMissing())('the workplace of a hearing', () => {
  it('opens to the office, and says to each what they may do there', async () => {
    const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
    const place = await seededPlace(app)
    const within = placesOf(place)
    const { id } = await seededHearing(app, place, { announced: false })
    const publishers = placedKnockers('hearing.publish', within)
    const writers = placedKnockers('hearing.write', within)
    for (const [at, [name, viewer, allowed]] of placedKnockers('office.read', within).entries()) {
      const work = await readWorkplace(app, viewer, place, id)
      const expected = allowed ? [publishers[at]?.[2], writers[at]?.[2]] : undefined
      expect([name, work && [work.mayPublish, work.mayWork.announcement]]).toEqual([name, expected])
    }
  })
})
