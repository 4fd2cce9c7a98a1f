import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { budgetLine } from '#db/schema/budgets.ts'
import { delivery } from '#db/schema/delivery.ts'
import { feedback, feedbackContact, feedbackEvent, feedbackRating, feedbackTotal, idempotentAnswer } from '#db/schema/feedback.ts'
import { notice } from '#db/schema/notices.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { readDeliveryFeed } from '#features/delivery/readDeliveryFeed.ts'
import { countFeedback } from '#features/feedback/countFeedback.ts'
import { eraseExpired } from '#features/feedback/eraseExpired.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { readServiceScores } from '#features/feedback/readServiceScores.ts'
import { feedbackEnvelopeV1 } from '#features/feedback/rules/envelope.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, goodWord, seededLine, seededPlace, send, sent } from '#tests/support/feedback.ts'

const rows = (app: App) =>
  Promise.all(
    [feedback, feedbackRating, feedbackEvent, feedbackTotal, delivery, auditEntry].map(
      async table => (await app.store.read.select().from(table)).length,
    ),
  )

describe.skipIf(engineMissing())('a resident sends a word', () => {
  it('stores it with ratings, step, counts, envelope and trail in one transaction', async () => {
    const app = await testApp({ now: new Date('2026-11-24T06:00:00Z') })
    const place = await seededPlace(app)
    const answer = await sent(app, goodWord(place.id))
    expect(answer).toMatchObject({ status: 'received', url: expect.stringContaining(`/ky/feedback/${answer.reference}`) })
    const [row] = await app.store.read.select().from(feedback)
    expect(row).toMatchObject({
      reference: answer.reference,
      quarter: '2026-Q4',
      municipalityId: place.id,
      catalogueCode: 'L04',
      moderation: 'waiting',
      ratingMean: 1.5,
      channel: 'web',
      isDemo: false,
    })
    expect(JSON.stringify(row)).not.toContain(answer.trackingCode)
    expect(await app.store.read.select().from(feedbackTotal)).toHaveLength(3)
    const [envelope] = await app.store.read.select().from(delivery)
    expect(envelope).toMatchObject({ type: 'feedback.submitted', orderKey: answer.reference })
    const data = feedbackEnvelopeV1.parse(JSON.parse(envelope?.body ?? '').data)
    expect(data).toMatchObject({
      reference: answer.reference,
      revision: 1,
      catalogue: { code: 'L04', branch: 'localSignificance' },
    })
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'feedback.submitted'))
    expect(trail).toHaveLength(1)
    expect(trail[0]?.detail).not.toContain('саат')
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('takes a budget line and a budget of this municipality, and no other', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const { lineId, budgetId } = await seededLine(app, place.id)
    const elsewhere = await seededPlace(app, BARPY)
    const about = (type: string, id: string, municipality = place.id) => ({
      ...goodWord(municipality),
      subject: { type, id },
      service: undefined,
      ratings: undefined,
    })
    const line = await sent(app, about('budgetLine', lineId))
    expect(await readFeedback(app, line.reference)).toMatchObject({
      value: { subject: { type: 'budgetLine', id: lineId, label: 'Көчөлөрдү жарыктандыруу' } },
    })
    await sent(app, about('budget', budgetId))
    const before = await rows(app)
    for (const [word, code] of [
      [about('budgetLine', lineId, elsewhere.id), 'subject.elsewhere'],
      [about('budget', budgetId, elsewhere.id), 'subject.unknown'],
      [about('budgetLine', 'no-such-line'), 'subject.unknown'],
      [about('report', 'r1'), 'subject.unknown'],
      [about('hearing', 'h1'), 'subject.unknown'],
      [goodWord('no-such-place'), 'municipality.unknown'],
    ] as const)
      expect(await send(app, word)).toMatchObject({ ok: false, refusals: [{ code }] })
    expect(await rows(app)).toEqual(before)
  })

  it('keeps a contact apart, by consent only, mails its owner, and erases it on its date', async () => {
    let now = new Date('2026-11-24T06:00:00Z')
    const app = await testApp({ now: () => now })
    const place = await seededPlace(app)
    const contact = { name: 'А.', email: 'resident@example.kg', phone: '+996 700 123456' }
    const shy = await sent(app, { ...goodWord(place.id), contact })
    await sent(app, { ...goodWord(place.id), contact, consent: { publish: true, shareContact: true } })
    const kept = await app.store.read.select().from(feedbackContact)
    expect(kept.map(row => [row.name, row.email, row.phone]).sort()).toEqual([
      [null, 'resident@example.kg', null],
      ['А.', 'resident@example.kg', '+996 700 123456'],
    ])
    expect(kept[0]?.eraseOn).toBe('2027-11-24')
    const mails = await app.store.read.select().from(notice)
    expect(mails).toHaveLength(2)
    const bodies = (await app.store.read.select().from(delivery)).map(row => JSON.parse(row.body).data)
    expect(bodies.find(data => data.reference === shy.reference)).not.toHaveProperty('contact')
    expect(bodies.filter(data => data.contact)).toHaveLength(1)
    expect(await eraseExpired(app)).toMatchObject({ contacts: 0 })
    now = new Date('2027-11-24T06:00:00Z')
    expect(await eraseExpired(app)).toMatchObject({ contacts: 2 })
    expect(await app.store.read.select().from(feedbackContact)).toEqual([])
  })

  it('answers a repeated key as the first time, though what it is about is gone by then', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const { lineId } = await seededLine(app, place.id)
    const { service: _, ratings: _ratings, ...word } = goodWord(place.id)
    const once = (body: string) =>
      send(app, { ...word, subject: { type: 'budgetLine', id: lineId } }, { channel: 'api', repeatable: { key: 'key', body } })
    const first = await once('a')
    expect(first.ok).toBe(true)
    await app.store.write(tx => tx.delete(budgetLine).where(eq(budgetLine.id, lineId)))
    expect(await once('a')).toEqual(first)
    expect(await once('b')).toMatchObject({ refusals: [{ code: 'idempotency.mismatch' }] })
    expect(await app.store.read.select().from(feedback)).toHaveLength(1)
  })

  it('answers a repeated key as the first time, and refuses the key with another body', async () => {
    let now = new Date('2026-11-24T06:00:00Z')
    const app = await testApp({ now: () => now })
    const place = await seededPlace(app)
    const once = (key: string, body: string) => send(app, goodWord(place.id), { channel: 'api', repeatable: { key, body } })
    const answers = await Promise.all(Array.from({ length: 12 }, () => once('key-1', 'a')))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true })
    expect(await app.store.read.select().from(feedback)).toHaveLength(1)
    expect(await once('key-1', 'b')).toMatchObject({ ok: false, refusals: [{ code: 'idempotency.mismatch' }] })
    const [stored] = await app.store.read.select().from(idempotentAnswer)
    expect(stored?.answer).not.toContain('KG-')
    now = new Date('2026-11-25T07:00:00Z')
    expect(await once('key-1', 'b')).toMatchObject({ ok: true })
    expect(await app.store.read.select().from(feedback)).toHaveLength(2)
  })

  it('draws another reference where one is taken', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    let calls = 0
    // The first two words draw the same seven bytes; the third draw differs.
    const random = (size: number) => Buffer.alloc(size, size === 7 ? Math.min(2, Math.floor(calls++ / 2)) : 9)
    const first = await sent({ ...app, random }, goodWord(place.id))
    const second = await sent({ ...app, random }, goodWord(place.id))
    expect(second.reference).not.toBe(first.reference)
  })
})

describe.skipIf(engineMissing())('a word under its reference', () => {
  it('shows the whole thread to its author and only public parts to everybody', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const { reference, trackingCode } = await sent(app, {
      ...goodWord(place.id),
      place: { village: 'Ак-Там', address: 'Суу көчөсү 4' },
    })
    const open = await readFeedback(app, reference.toLowerCase())
    expect(open).toMatchObject({
      value: { status: 'received', text: undefined, ratings: {}, address: undefined, isAuthor: false },
    })
    const own = await readFeedback(app, reference, trackingCode.toLowerCase().replaceAll('-', ' '))
    expect(own).toMatchObject({ value: { text: goodWord('').text, address: 'Суу көчөсү 4', isAuthor: true } })
    const wrong = trackingCode.startsWith('0') ? trackingCode.replace('0', '1') : `0${trackingCode.slice(1)}`
    expect(await readFeedback(app, reference, wrong)).toMatchObject({ refusals: [{ code: 'feedback.unknown' }] })
    expect(await readFeedback(app, 'KG-0000-0000', trackingCode)).toMatchObject({ refusals: [{ code: 'feedback.unknown' }] })
    expect(await readPublishedFeedback(app, { municipalityId: place.id, limit: 10 })).toEqual([])
    await app.store.write(tx =>
      tx.update(feedback).set({ moderation: 'publishedInPart', status: 'publishedInPart', publishedText: 'Суу аз' }),
    )
    expect(
      await readPublishedFeedback(app, { municipalityId: place.id, subject: { type: 'service', id: 'L04' }, limit: 10 }),
    ).toMatchObject([{ reference, text: 'Суу аз', village: undefined, address: undefined }])
    // A name that was typed passed no moderation; a village of the register may be shown.
    await app.store.write(tx => tx.update(feedback).set({ villageId: 'of-the-register' }))
    expect(await readPublishedFeedback(app, { municipalityId: place.id, limit: 10 })).toMatchObject([{ village: 'Ак-Там' }])
    expect(await readPublishedFeedback(app, { subject: { type: 'service', id: 'L05' }, limit: 10 })).toEqual([])
  })

  it('is taken back once: not shown, not counted, contact erased, DPI told', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const { reference, trackingCode } = await sent(app, {
      ...goodWord(place.id),
      contact: { email: 'a@example.kg', phone: '0555 123 456' },
      consent: { publish: true, shareContact: true },
      place: { village: 'Ак-Там', address: 'Ленин көчөсү 5', lat: 41.4, lon: 71.5 },
      respondent: { ageBand: '35-44', sex: 'female', village: 'Ак-Там' },
    })
    expect((await app.store.read.select().from(delivery))[0]?.body).toContain('0555 123 456')
    expect(await countFeedback(app)).toEqual({ heard: 1, published: 0 })
    expect(await withdrawFeedback(app, reference, 'WRONG')).toMatchObject({ refusals: [{ code: 'feedback.unknown' }] })
    const both = await Promise.all([
      withdrawFeedback(app, reference, trackingCode),
      withdrawFeedback(app, reference, trackingCode),
    ])
    expect(both.filter(one => one.ok)).toHaveLength(1)
    expect(await withdrawFeedback(app, reference, trackingCode)).toMatchObject({
      refusals: [{ code: 'feedback.withdrawnAlready' }],
    })
    expect(await countFeedback(app)).toEqual({ heard: 0, published: 0 })
    expect(await app.store.read.select().from(feedbackContact)).toEqual([])
    expect(await readFeedback(app, reference, trackingCode)).toMatchObject({
      value: { status: 'withdrawn', text: undefined, history: [{ status: 'withdrawn' }, { status: 'received' }] },
    })
    for (const total of await app.store.read.select().from(feedbackTotal)) expect([total.count, total.sum]).toEqual([0, 0])
    const envelopes = await app.store.read.select().from(delivery)
    const taken = envelopes.find(row => row.type === 'feedback.withdrawn')
    expect(JSON.parse(taken?.body ?? '{}').data).toMatchObject({ reference, revision: 2 })
    // Neither the store nor the pull feed keeps words, contact or place of what was taken back.
    const kept = JSON.stringify([envelopes, await app.store.read.select().from(feedback)])
    for (const word of ['саат', '0555 123 456', 'a@example.kg', 'Ленин', 'Ак-Там', 'female', '41.4'])
      expect(kept).not.toContain(word)
    expect(envelopes.map(row => row.eraseContactOn)).toEqual([null, null])
    const feed = await readDeliveryFeed(app, { after: 0, limit: 10 })
    for (const { body } of feed.items) expect(feedbackEnvelopeV1.safeParse((body as { data: unknown }).data).success).toBe(true)
  })
})

describe.skipIf(engineMissing())('scores of services', () => {
  it('are hidden under five people and carry n, mean and interval from five on', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const rate = (Q1: number, Q3?: number) =>
      sent(app, { ...goodWord(place.id), kind: 'rating', text: undefined, ratings: { Q1, ...(Q3 ? { Q3 } : {}) } })
    for (const score of [1, 2, 3, 4]) await rate(score)
    const water = async () => (await readServiceScores(app, place.id)).find(one => one.item.code === 'L04')
    expect((await water())?.overall).toEqual({ shown: false, n: 4 })
    await rate(5, 5)
    expect(await water()).toMatchObject({ overall: { shown: true, n: 5, mean: 3 }, words: 5 })
    expect((await water())?.criteria.find(one => one.code === 'Q3')?.score).toEqual({ shown: false, n: 1 })
    const other = await seededPlace(app, BARPY)
    expect((await readServiceScores(app, other.id)).every(one => one.words === 0)).toBe(true)
  })
})
