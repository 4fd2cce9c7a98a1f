import { createHash } from 'node:crypto'
import { answerFeedback } from '#features/feedback/answerFeedback.ts'
import { editAnswering } from '#features/feedback/editAnswering.ts'
import { mergeFeedback } from '#features/feedback/mergeFeedback.ts'
import { passOnFeedback } from '#features/feedback/passOnFeedback.ts'
import { readInbox } from '#features/feedback/readInbox.ts'
import { readInboxItem } from '#features/feedback/readInboxItem.ts'
import { sayWhetherDone } from '#features/feedback/sayWhetherDone.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { DEMO_ANSWERS } from './demoAnswerTexts.ts'

/** Places of the demo, what they promise, and what share of their words they answer. */
const OFFICES = {
  'ala-buka': [7, 0.86],
  'kara-kulja': [undefined, 0.6],
  barpy: [10, 0.75],
  karakol: [5, 0.9],
  tokmok: [undefined, 0.5],
} as const
const DAY_MS = 86_400_000

const chance = (...words: string[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 0x1_0000_0000

/**
 * Answers most of the demo's words through the use cases of an office: answered, promised, done, joined, passed on; some late,
 * some not at all, and what their authors say of it. `codes` are their tracking codes. Nobody is mailed, since demo words have no address. Does nothing where an office has answered already.
 */
export async function seedDemoAnswers(app: App, codes: ReadonlyMap<string, string>): Promise<void> {
  for (const [slug, [promise, share]] of Object.entries(OFFICES)) {
    const place = await readMunicipality(app, slug)
    if (!place) throw new Error(`no municipality ${slug}`)
    const before = await readInbox(app, SYSTEM, place, { tab: 'answered', page: 1 })
    if (!before.ok || before.value.items.length > 0) continue
    if (promise) await editAnswering(app, SYSTEM, place, { promiseWorkingDays: promise, sentences: {}, version: 0 })
    for (const reference of await waiting(app, place))
      if (chance(reference, 'answered') < share) await answerOne(app, place, reference, codes.get(reference))
  }
}

async function waiting(app: App, place: Municipality): Promise<string[]> {
  const found: string[] = []
  for (let page = 1; ; page += 1) {
    const inbox = await readInbox(app, SYSTEM, place, { tab: 'due', page })
    if (!inbox.ok) throw new Error(`demo inbox of ${place.slug}`)
    found.push(...inbox.value.items.filter(item => item.isDemo).map(item => item.reference))
    if (page >= inbox.value.pages) return found
  }
}

async function answerOne(app: App, place: Municipality, reference: string, code: string | undefined): Promise<void> {
  const read = await readInboxItem(app, SYSTEM, place, reference)
  // Joined to another one meanwhile.
  if (!read.ok || read.value.case.state !== 'waiting') return
  const item = read.value
  const at = item.submittedAt.getTime() + (1 + chance(reference, 'after') ** 1.6 * 26) * DAY_MS
  if (at > app.now().getTime()) return
  const then: App = { ...app, now: () => new Date(at) }
  const on = { municipality: place, reference, version: item.version }
  const sort = chance(reference, 'sort')
  const [similar] = item.similar
  const language = item.language === 'ru' ? 'ru' : 'ky'
  if (sort < 0.06 && similar && similar.submittedAt < item.submittedAt && item.mayBePublic) {
    await mergeFeedback(then, SYSTEM, on, similar.reference)
    return
  }
  if (sort < 0.1) {
    const { body, reason } = DEMO_ANSWERS.passed[language]
    await passOnFeedback(then, SYSTEM, on, { body }, reason)
    return
  }
  const kind =
    item.kind === 'question' || item.kind === 'comment' ? 'answer' : sort < 0.45 ? 'promise' : sort < 0.7 ? 'done' : 'answer'
  const texts = DEMO_ANSWERS[kind][item.kind === 'question' ? 'question' : 'other'][language]
  const text = texts[Math.floor(chance(reference, 'text') * texts.length)] ?? ''
  const day = new Date(at + (5 + chance(reference, 'day') * 80) * DAY_MS)
  const promisedFor = kind === 'promise' ? dateInBishkek(day) : undefined
  const isPublic = item.mayBePublic && (sort > 0.14 || item.followers.length > 0)
  const done = await answerFeedback(then, SYSTEM, on, { kind, text, language, isPublic, promisedFor })
  if (!done.ok) throw new Error(`demo answer ${reference}: ${done.refusals[0].code}`)
  const judgedAt = (kind === 'promise' ? day.getTime() : at) + (1 + chance(reference, 'judged') * 9) * DAY_MS
  if (kind === 'answer' || code === undefined || judgedAt > app.now().getTime() || chance(reference, 'judges') > 0.75) return
  const opinion = chance(reference, 'opinion')
  const outcome = opinion < 0.7 ? 'yes' : opinion < 0.88 ? 'partly' : 'no'
  const said = await sayWhetherDone({ ...app, now: () => new Date(judgedAt) }, reference, code, { outcome })
  if (!said.ok) throw new Error(`demo outcome ${reference}: ${said.refusals[0].code}`)
}
