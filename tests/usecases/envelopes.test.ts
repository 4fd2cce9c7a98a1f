import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { delivery } from '#db/schema/delivery.ts'
import { eraseContacts } from '#features/delivery/eraseContacts.ts'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import { feedbackSchema } from '#features/feedback/rules/envelopeSchema.ts'
import { AGE_BANDS, KINDS, SEXES, SUBJECT_TYPES } from '#features/feedback/rules/kinds.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { validator } from '#tests/support/envelopes.ts'
import { goodWord, seededLine, seededPlace, send, sent } from '#tests/support/feedback.ts'

const rows = (app: App) => app.store.read.select().from(delivery).orderBy(delivery.seq)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.constantFrom('Суу жок', ' ', '\u0000', '\uD800', '{"a":1}', 'я'.repeat(4000), '💧'.repeat(2000), 'е\u0308\u0301'),
)
const shortText = anyText.map(text => text.slice(0, 100))
const email = fc.constantFrom('aigul@example.kg', "o'neil+ashar@sub.example.kg", 'A.B-C_1@EXAMPLE.KG')
const service = fc
  .tuple(fc.constantFrom('L', 'D'), fc.integer({ min: 1, max: 24 }))
  .map(([group, n]) => `${group}${String(n).padStart(2, '0')}`)

/** Bodies of `POST /api/v1/feedback`, most of them acceptable, with every optional part there or not. */
const words = (municipality: string, lineId: string) =>
  fc.record({
    kind: fc.constantFrom(...KINDS),
    municipality: fc.constant(municipality),
    subject: fc.oneof(
      fc.constantFrom(...SUBJECT_TYPES).map(type => ({ type })),
      fc.constant({ type: 'budgetLine', id: lineId }),
      fc.constantFrom({ type: 'general' }, { type: 'service' }),
    ),
    service: maybe(service),
    ratings: maybe(fc.dictionary(fc.constantFrom('Q1', 'Q2', 'Q3', 'Q8'), fc.integer({ min: 1, max: 5 }))),
    text: maybe(anyText),
    language: maybe(fc.constantFrom('ky', 'ru', 'en')),
    place: maybe(
      fc.record({ village: maybe(shortText), address: maybe(shortText), ...{ lat: fc.constant(41.4), lon: fc.constant(71.5) } }),
    ),
    respondent: maybe(
      fc.record({
        ageBand: maybe(fc.constantFrom(...AGE_BANDS)),
        sex: maybe(fc.constantFrom(...SEXES)),
        village: maybe(shortText),
      }),
    ),
    contact: maybe(fc.record({ name: maybe(shortText), email: maybe(email), phone: maybe(fc.constant('+996 555 000000')) })),
    consent: fc.record({ publish: fc.boolean(), shareContact: fc.boolean() }),
  })

describe.skipIf(engineMissing())('the envelope of whatever is stored', () => {
  it('is valid by the served schema, and so is that of its withdrawal', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const { lineId } = await seededLine(app, place.id)
    const valid = validator(feedbackSchema(app.config.siteUrl))
    let stored = 0
    for (const word of fc.sample(words(place.id, lineId), { numRuns: 300, seed: 2026 })) {
      if (!feedbackInput.safeParse(word).success) continue
      const answer = await send(app, word, { channel: stored % 3 === 0 ? 'api' : 'web' })
      if (!answer.ok) continue
      stored += 1
      if (stored % 4 === 0) await withdrawFeedback(app, answer.value.reference, answer.value.trackingCode)
    }
    expect(stored).toBeGreaterThan(60)
    const all = await rows(app)
    expect(all.length).toBe(stored + Math.floor(stored / 4))
    for (const row of all) {
      const { data, type } = JSON.parse(row.body) as { data: Record<string, unknown>; type: string }
      expect(valid(data), `${row.body} ${JSON.stringify(valid.errors)}`).toBe(true)
      expect(data.reference).toBe(row.orderKey)
      expect(data.revision).toBe(type === 'feedback.withdrawn' ? 2 : 1)
    }
  })

  it('keeps a shared contact no longer than the feedback does', async () => {
    const clock = testClock()
    const app = await testApp({ now: clock.now })
    const place = await seededPlace(app)
    const contact = { email: 'aigul@example.kg', name: 'Айгүл' }
    await sent(app, { ...goodWord(place.id), contact, consent: { publish: true, shareContact: true } })
    await sent(app, { ...goodWord(place.id), contact, consent: { publish: true, shareContact: false } })
    const before = await rows(app)
    expect(before.map(row => [row.body.includes('aigul'), row.eraseContactOn !== null])).toEqual([
      [true, true],
      [false, false],
    ])
    clock.pass(300 * 86_400_000)
    expect(await eraseContacts(app)).toBe(0)
    clock.pass(100 * 86_400_000)
    expect(await eraseContacts(app)).toBe(1)
    expect(await eraseContacts(app)).toBe(0)
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'delivery.contactsErased'))
    expect(trail.map(entry => entry.detail)).toEqual(['{"contacts":1}'])
    const [after] = await rows(app)
    const { contact: _, ...rest } = JSON.parse(before[0]?.body ?? '').data
    expect(JSON.parse(after?.body ?? '')).toEqual({ ...JSON.parse(before[0]?.body ?? ''), data: rest })
  })
})
