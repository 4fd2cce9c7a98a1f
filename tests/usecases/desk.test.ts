import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { delivery } from '#db/schema/delivery.ts'
import { feedback, feedbackSummary } from '#db/schema/feedback.ts'
import { notice } from '#db/schema/notices.ts'
import { pageChange } from '#db/schema/pages.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { readFeedbackItem } from '#features/feedback/readFeedbackItem.ts'
import { readFeedbackQueue } from '#features/feedback/readFeedbackQueue.ts'
import { readFeedbackTotals } from '#features/feedback/readFeedbackTotals.ts'
import { queueFilters, totalsQuestion } from '#features/feedback/forms/deskForms.ts'
import { readCursor } from '#features/feedback/rules/queue.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, goodWord, seededPlace, send, sent } from '#tests/support/feedback.ts'
import { DPI, knockers } from '#tests/support/viewers.ts'

const filters = (query: Record<string, string> = {}) => queueFilters.parse(query)
const queue = async (app: App, query: Record<string, string> = {}, limit?: number) => {
  const read = await readFeedbackQueue(app, DPI, filters(query), limit)
  if (!read.ok) throw new Error('refused')
  return read.value
}
const item = async (app: App, reference: string) => {
  const read = await readFeedbackItem(app, DPI, reference)
  if (!read.ok) throw new Error(read.refusals[0].code)
  return read.value
}

/** A clock that moves a minute at each look, and the country. */
async function country() {
  let now = new Date('2026-11-24T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date((now += 60_000)) })
  const place = await seededPlace(app)
  const other = await seededPlace(app, BARPY)
  return { app, place, other, jump: (ms: number) => void (now += ms) }
}

describe.skipIf(engineMissing())('moderation', () => {
  it('publishes whole, and everybody sees the words at once', async () => {
    const { app, place } = await country()
    const { reference } = await sent(app, goodWord(place.id))
    const done = await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' })
    expect(done).toMatchObject({ ok: true, value: { decided: { moderation: 'published', status: 'published' } } })
    expect(await readFeedback(app, reference)).toMatchObject({ value: { status: 'published', text: goodWord('').text } })
    const touched = await app.store.read.select({ tag: pageChange.tag }).from(pageChange)
    expect(touched.map(row => row.tag)).toContain(`feedback:${place.id}`)
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'feedback.moderated'))
    expect(trail).toMatchObject([{ actor: 'account:test-dpi', reason: 'publish' }])
    expect(JSON.stringify(trail)).not.toContain('Суу')
  })

  it('publishes a part with the gaps marked, keeps the original, and can be taken again', async () => {
    const { app, place } = await country()
    const { reference } = await sent(app, { ...goodWord(place.id), text: 'Асанов 0555123456 суу бербейт.' })
    const part = { reference, decision: 'publishInPart', reason: 'personalData', publishedText: 'суу бербейт.' } as const
    expect(await moderateFeedback(app, DPI, { ...part, version: 0 })).toMatchObject({ ok: true })
    expect(await readFeedback(app, reference)).toMatchObject({
      value: { status: 'publishedInPart', text: '[…] суу бербейт.', history: [{ reason: 'personalData', by: 'dpi' }, {}] },
    })
    expect(await moderateFeedback(app, DPI, { reference, version: 1, decision: 'reopen' })).toMatchObject({ ok: true })
    expect(await readFeedback(app, reference)).toMatchObject({ value: { status: 'received', text: undefined } })
    expect(await moderateFeedback(app, DPI, { reference, version: 2, decision: 'refuse', reason: 'insult' })).toMatchObject({
      ok: true,
    })
    const whole = await item(app, reference)
    expect(whole).toMatchObject({ text: 'Асанов 0555123456 суу бербейт.', status: 'notPublished', version: 3 })
    expect(whole.decisions.map(one => one.decision)).toEqual(['refuse', 'reopen', 'publishInPart'])
    expect(whole.decisions[2]?.stretches?.find(one => !one.kept)?.text).toContain('0555123456')
  })

  it('refuses a decision on what a colleague has changed meanwhile, and loses neither', async () => {
    const { app, place } = await country()
    const { reference } = await sent(app, goodWord(place.id))
    const both = await Promise.all([
      moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' }),
      moderateFeedback(app, DPI, { reference, version: 0, decision: 'refuse', reason: 'notLocal' }),
    ])
    expect(both.filter(result => result.ok)).toHaveLength(1)
    expect(both.find(result => !result.ok)).toMatchObject({ refusals: [{ code: 'moderation.changedMeanwhile' }] })
    expect((await item(app, reference)).decisions).toHaveLength(1)
  })

  it('asks for what it needs, and never publishes what its author does not want shown', async () => {
    const { app, place } = await country()
    const { reference, trackingCode } = await sent(app, goodWord(place.id))
    const code = async (input: object) => {
      const result = await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish', ...input })
      return result.ok ? 'ok' : result.refusals[0].code
    }
    expect(await code({ decision: 'refuse' })).toBe('moderation.reasonRequired')
    expect(await code({ decision: 'refuse', reason: 'other' })).toBe('moderation.noteRequired')
    expect(await code({ decision: 'publishInPart', reason: 'insult', publishedText: 'Башка сөз' })).toBe('moderation.added')
    expect(await code({ decision: 'reopen' })).toBe('moderation.waitsAlready')
    expect(await code({ reference: 'KG-0000-0000' })).toBe('feedback.unknown')
    const closed = await sent(app, { ...goodWord(place.id), consent: { publish: false, shareContact: false } })
    expect(await code({ reference: closed.reference })).toBe('moderation.private')
    await withdrawFeedback(app, reference, trackingCode)
    expect(await code({})).toBe('moderation.private')
  })

  it('writes to the author in the author’s language where an address was left, and sends DPI nothing new', async () => {
    const { app, place } = await country()
    const { reference } = await sent(app, { ...goodWord(place.id), language: 'ru', contact: { email: 'author@example.kg' } })
    const before = await app.store.read.select().from(delivery)
    await moderateFeedback(app, DPI, {
      reference,
      version: 0,
      decision: 'refuse',
      reason: 'notLocal',
      note: 'Это вопрос к району',
    })
    const mails = await app.store.read.select().from(notice)
    expect(mails.find(mail => mail.template === 'feedbackNotPublished')).toMatchObject({
      to: 'author@example.kg',
      language: 'ru',
      values: { reference, reason: 'Не о местных делах. Это вопрос к району' },
    })
    expect(await app.store.read.select().from(delivery)).toHaveLength(before.length)
  })
})

describe.skipIf(engineMissing())('the queue', () => {
  it('is read whole by its cursor, oldest first, each word once', async () => {
    const { app, place } = await country()
    const references: string[] = []
    for (let n = 0; n < 7; n += 1) references.push((await sent(app, goodWord(place.id))).reference)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await queue(app, { ...(after ? { after } : {}) }, 3)
      seen.push(...page.items.map(one => one.reference))
      after = page.next
      expect(page.counts.waiting).toBe(7)
    } while (after)
    expect(seen).toEqual(references)
    const newest = await queue(app, { order: 'newest' }, 3)
    expect(newest.items.map(one => one.reference)).toEqual(references.toReversed().slice(0, 3))
    expect(readCursor('nonsense')).toBeUndefined()
  })

  it('answers each filter', async () => {
    const { app, place, other, jump } = await country()
    const water = await sent(app, goodWord(place.id))
    const thanks = await sent(app, {
      ...goodWord(other.id),
      kind: 'thanks',
      ratings: { Q1: 5 },
      text: 'Көчө жарык болду, рахмат',
    })
    jump(92 * 24 * 3_600_000)
    const road = await sent(app, { ...goodWord(place.id), service: 'L05', ratings: undefined, text: 'Жол бузулган' })
    const found = async (query: Record<string, string>) => (await queue(app, query)).items.map(one => one.reference)
    expect(await found({ kind: 'thanks' })).toEqual([thanks.reference])
    expect(await found({ code: 'L05' })).toEqual([road.reference])
    expect(await found({ place: other.id })).toEqual([thanks.reference])
    expect(await found({ place: place.oblast?.id ?? '' })).toEqual(expect.arrayContaining([water.reference, road.reference]))
    expect(await found({ meanTo: '2' })).toEqual([water.reference])
    expect(await found({ meanFrom: '4' })).toEqual([thanks.reference])
    expect(await found({ quarter: '2026-Q4' })).toEqual([water.reference, thanks.reference])
    expect(await found({ text: 'кочо жарык' })).toEqual([thanks.reference])
    expect(await found({ text: road.reference.toLowerCase() })).toEqual([road.reference])
    for (const nothing of ['100%', '%', '_', '\\', 'zzz', 'ооо', 'к_ч'])
      expect(await found({ text: nothing }), nothing).toEqual([])
    await moderateFeedback(app, DPI, { reference: road.reference, version: 0, decision: 'publish' })
    expect(await found({ state: 'published' })).toEqual([road.reference])
    expect(await found({ state: 'all', order: 'oldest' })).toEqual([water.reference, thanks.reference, road.reference])
    expect((await queue(app, { kind: 'complaint' })).counts).toMatchObject({ waiting: 1, published: 1 })
    expect(await found({ state: 'nonsense', quarter: 'x', meanTo: '9', place: '<', after: '!' })).toHaveLength(2)
  })

  it('shows contact only where its author lets DPI have it', async () => {
    const { app, place } = await country()
    const contact = { name: 'Асель', email: 'asel@example.kg', phone: '+996700123456' }
    const shared = await sent(app, { ...goodWord(place.id), contact, consent: { publish: true, shareContact: true } })
    const kept = await sent(app, { ...goodWord(place.id), contact })
    expect((await item(app, shared.reference)).contact).toMatchObject({ name: 'Асель' })
    expect((await item(app, kept.reference)).contact).toBeUndefined()
  })
})

describe.skipIf(engineMissing())('totals', () => {
  const totals = async (app: App, query: Record<string, string>) => {
    const read = await readFeedbackTotals(app, DPI, totalsQuestion.parse(query))
    if (!read.ok) throw new Error('refused')
    return read.value
  }
  it('count words and people’s ratings by service, place and quarter, and lose what is taken back', async () => {
    const { app, place, other } = await country()
    await sent(app, goodWord(place.id))
    await sent(app, { ...goodWord(place.id), ratings: { Q1: 5, Q3: 4 } })
    const gone = await sent(app, { ...goodWord(other.id), kind: 'thanks', service: 'L05', ratings: { Q1: 5 } })
    await withdrawFeedback(app, gone.reference, gone.trackingCode)
    expect(await totals(app, { rows: 'code', columns: 'quarter' })).toEqual([
      { row: 'L04', column: '2026-Q4', n: 2, sum: 6, sumOfSquares: 22.5 },
    ])
    expect(await totals(app, { rows: 'municipality', columns: 'none', measure: 'rating' })).toMatchObject([
      { row: place.id, n: 2, sum: 6 },
    ])
    expect(await totals(app, { rows: 'oblast', columns: 'code', measure: 'rating', criterion: 'Q1' })).toMatchObject([
      { row: place.oblast?.id, column: 'L04', n: 2, sum: 7, sumOfSquares: 29 },
    ])
    expect(await totals(app, { rows: 'quarter', columns: 'municipality', kind: 'complaint' })).toMatchObject([{ n: 2 }])
    expect(await totals(app, { rows: 'quarter', kind: 'thanks' })).toEqual([])
    expect(await totals(app, { rows: 'code', place: other.id })).toEqual([])
    expect(await totals(app, { rows: 'code', from: '2027-Q1' })).toEqual([])
  })

  it('agree with the words themselves', async () => {
    const { app, place } = await country()
    for (let n = 0; n < 12; n += 1)
      await send(app, { ...goodWord(place.id), ratings: n % 3 === 0 ? undefined : { Q1: (n % 5) + 1, Q3: 3 } })
    const rows = await app.store.read.select().from(feedback)
    const [summary] = await app.store.read.select().from(feedbackSummary)
    const means = rows.flatMap(row => (row.ratingMean === null ? [] : [row.ratingMean]))
    expect(summary).toMatchObject({ words: 12, rated: means.length })
    expect((summary?.sum ?? 0) / 100).toBeCloseTo(means.reduce((sum, mean) => sum + mean, 0))
  })
})

describe.skipIf(engineMissing())('who may do what at the desk', () => {
  for (const [who, viewer, allowed] of knockers('desk.read'))
    it(`${allowed ? 'lets' : 'keeps'} ${who} ${allowed ? 'read' : 'from reading'} it`, async () => {
      const { app, place } = await country()
      const { reference } = await sent(app, goodWord(place.id))
      const results = [await readFeedbackQueue(app, viewer, filters()), await readFeedbackItem(app, viewer, reference)]
      for (const result of results) expect(result.ok || result.refusals[0].code).toBe(allowed || 'forbidden')
    })
  it('gives the totals to who may read totals, the agency among them', async () => {
    const { app } = await country()
    for (const [who, viewer, allowed] of knockers('totals.read')) {
      const totals = await readFeedbackTotals(app, viewer, totalsQuestion.parse({}))
      expect([who, totals.ok || totals.refusals[0].code]).toEqual([who, allowed || 'forbidden'])
    }
  })
  it('shows contact to DPI, and tells a moderator only that there is one', async () => {
    const { app, place } = await country()
    const contact = { name: 'Асель', email: 'asel@example.kg' }
    const word = { ...goodWord(place.id), contact, consent: { publish: true, shareContact: true } }
    const { reference } = await sent(app, word)
    const mayRead = new Set(knockers('desk.read').flatMap(([who, , allowed]) => (allowed ? [who] : [])))
    for (const [who, viewer, allowed] of knockers('feedback.contact')) {
      const read = await readFeedbackItem(app, viewer, reference)
      const expected = allowed ? expect.objectContaining(contact) : mayRead.has(who) ? 'closed' : 'forbidden'
      expect([who, read.ok ? read.value.contact : read.refusals[0].code]).toEqual([who, expected])
    }
  })
  for (const [who, viewer, allowed] of knockers('feedback.moderate'))
    it(`${allowed ? 'lets' : 'keeps'} ${who} ${allowed ? 'moderate' : 'from moderating'}`, async () => {
      const { app, place } = await country()
      const { reference } = await sent(app, goodWord(place.id))
      const result = await moderateFeedback(app, viewer, { reference, version: 0, decision: 'publish' })
      expect(result.ok || result.refusals[0].code).toBe(allowed || 'forbidden')
      expect((await readFeedback(app, reference)).ok && (await item(app, reference)).moderation).toBe(
        allowed ? 'published' : 'waiting',
      )
    })
})
