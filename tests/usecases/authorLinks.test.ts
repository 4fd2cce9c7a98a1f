import { describe, expect, it } from 'vitest'
import { feedbackAuthorLink } from '#db/schema/answering.ts'
import { notice } from '#db/schema/notices.ts'
import { answerFeedback } from '#features/feedback/answerFeedback.ts'
import { askWhetherDone } from '#features/feedback/askWhetherDone.ts'
import { eraseExpired } from '#features/feedback/eraseExpired.ts'
import { mergeFeedback } from '#features/feedback/mergeFeedback.ts'
import { readByAuthorLink, sayByAuthorLink } from '#features/feedback/openAuthorLink.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { readInboxItem } from '#features/feedback/readInboxItem.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { holding } from '#tests/support/viewers.ts'

const DAY = 86_400_000
const DONE = { kind: 'done', text: 'Түтүк алмаштырылды.', language: 'ky', isPublic: true } as const
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)

async function office() {
  let now = new Date('2026-11-25T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date((now += 60_000)) })
  const place = await seededPlace(app)
  const editor = holding('editor', place.id)
  const on = async (reference: string) => {
    const item = await readInboxItem(app, editor, place, reference)
    if (!item.ok) throw new Error('not in the inbox')
    return { municipality: place, reference, version: item.value.version }
  }
  const answer = async (reference: string, more: object = {}) =>
    expect(codeOf(await answerFeedback(app, editor, await on(reference), { ...DONE, ...more }))).toBe('ok')
  const merge = async (reference: string, into: string) => mergeFeedback(app, editor, await on(reference), into)
  const word = (email: string, more: object = {}) => sent(app, { ...goodWord(place.id), contact: { email }, ...more })
  return { app, editor, place, answer, merge, word, jump: (days: number) => void (now += days * DAY) }
}
/** Tokens in the mails to an address, oldest first. */
const tokens = async (app: App, to: string): Promise<string[]> =>
  (await app.store.read.select().from(notice).orderBy(notice.createdAt))
    .filter(one => one.to === to)
    .flatMap(one => /\/answer\/([\w-]{32})$/.exec(String(one.values.url))?.[1] ?? [])
const opened = async (app: App, token: string) => {
  const read = await readByAuthorLink(app, token)
  if (!read.ok) throw new Error(read.refusals[0].code)
  return read.value
}

describe.skipIf(engineMissing())('the link of a mail to an author', () => {
  it('opens the word and a private answer, nothing of its contact, and leaves only its hash in the store', async () => {
    const { app, answer, word } = await office()
    const contact = { name: 'Асан', email: 'a@example.kg', phone: '+996 700 123456' }
    const { reference } = await word('a@example.kg', { contact })
    await answer(reference, { kind: 'answer', isPublic: false })
    const [token = ''] = await tokens(app, 'a@example.kg')
    const linked = await opened(app, token)
    expect(linked).toMatchObject({ reference, answer: { text: DONE.text }, mayJudge: false, isUsed: false })
    expect(linked.text).toBe(goodWord('').text)
    expect(JSON.stringify(linked)).not.toMatch(/Асан|a@example|700 123456|history/)
    expect(JSON.stringify(await app.store.read.select().from(feedbackAuthorLink))).not.toContain(token)
    expect((await readFeedback(app, reference)).ok).toBe(true)
    expect(codeOf(await readByAuthorLink(app, 'x'.repeat(32)))).toBe('mailLink.unknown')
    expect(codeOf(await sayByAuthorLink(app, token, { outcome: 'no' }))).toBe('outcome.notAsked')
    // What was refused did not use it up.
    expect((await opened(app, token)).isUsed).toBe(false)
  })

  it('carries one outcome; the next asking sends another', async () => {
    const { app, place, editor, answer, word } = await office()
    const { reference } = await word('a@example.kg')
    await answer(reference)
    const [first = ''] = await tokens(app, 'a@example.kg')
    expect(await opened(app, first)).toMatchObject({ mayJudge: true, status: 'done' })
    expect(codeOf(await sayByAuthorLink(app, first, { outcome: 'no', note: 'Агып жатат' }))).toBe('ok')
    expect(await opened(app, first)).toMatchObject({ mayJudge: false, isUsed: true, status: 'reopened', outcome: 'no' })
    const item = await readInboxItem(app, editor, place, reference)
    expect(item.ok && item.value.steps.at(-1)).toMatchObject({ outcome: 'no', note: 'Агып жатат' })
    await answer(reference)
    expect(codeOf(await sayByAuthorLink(app, first, { outcome: 'yes' }))).toBe('outcome.notAsked')
    const [, second = ''] = await tokens(app, 'a@example.kg')
    const both = await Promise.all([1, 2].map(() => sayByAuthorLink(app, second, { outcome: 'yes' })))
    expect(both.map(codeOf).sort()).toEqual(['ok', 'outcome.notAsked'])
    expect(await opened(app, second)).toMatchObject({ status: 'done', outcome: 'yes', mayJudge: false })
  })

  it('is sent when a promised day has passed, and is good for sixty days', async () => {
    const { app, answer, word, jump } = await office()
    const { reference } = await word('a@example.kg')
    await answer(reference, { kind: 'promise', promisedFor: '2026-12-10' as IsoDate })
    jump(20)
    expect(await askWhetherDone(app)).toBe(1)
    const [promised = '', asked = ''] = await tokens(app, 'a@example.kg')
    expect(await opened(app, asked)).toMatchObject({ mayJudge: true, status: 'promised' })
    jump(41)
    expect(codeOf(await readByAuthorLink(app, promised))).toBe('mailLink.unknown')
    expect(codeOf(await sayByAuthorLink(app, promised, { outcome: 'yes' }))).toBe('mailLink.unknown')
    expect((await opened(app, asked)).mayJudge).toBe(true)
    await eraseExpired(app)
    expect(await app.store.read.select().from(feedbackAuthorLink)).toHaveLength(1)
  })

  it('opens nothing once the word was taken back', async () => {
    const { app, answer, word } = await office()
    const { reference, trackingCode } = await word('a@example.kg')
    await answer(reference)
    const [token = ''] = await tokens(app, 'a@example.kg')
    await withdrawFeedback(app, reference, trackingCode)
    expect(codeOf(await readByAuthorLink(app, token))).toBe('mailLink.unknown')
    expect(codeOf(await sayByAuthorLink(app, token, { outcome: 'no' }))).toBe('mailLink.unknown')
    expect(await app.store.read.select().from(feedbackAuthorLink)).toEqual([])
  })

  it('goes to each author of words that were joined, who say "no" for all', async () => {
    const { app, answer, merge, word } = await office()
    const main = await word('a@example.kg')
    const other = await word('b@example.kg', { text: 'Суу күнүнө бир саат гана келет.' })
    expect(codeOf(await merge(other.reference, main.reference))).toBe('ok')
    await answer(main.reference)
    const [hers = ''] = await tokens(app, 'b@example.kg')
    const linked = await opened(app, hers)
    expect(linked).toMatchObject({ reference: other.reference, mayJudge: true, answer: { text: DONE.text } })
    expect(linked.text).toContain('бир саат')
    expect(codeOf(await sayByAuthorLink(app, hers, { outcome: 'no' }))).toBe('ok')
    const [his = ''] = await tokens(app, 'a@example.kg')
    expect(await opened(app, his)).toMatchObject({
      reference: main.reference,
      status: 'reopened',
      mayJudge: false,
      isUsed: false,
    })
  })
})
