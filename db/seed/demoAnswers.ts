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
import { DEMO_ANSWERS, DEMO_KEPT, DEMO_PASSED } from './demoAnswerTexts.ts'

/** Places of the demo, what they promise, what share of their words they answer, and the days that they take at most. */
const OFFICES = {
  'ala-buka': [7, 0.96, 19],
  'kara-kulja': [undefined, 0.6, 27],
  barpy: [10, 0.75, 24],
  karakol: [5, 0.9, 22],
  tokmok: [undefined, 0.5, 27],
} as const
const DAY_MS = 86_400_000

const chance = (...words: string[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 0x1_0000_0000

/**
 * Answers most of the demo's words through the use cases of an office: answered, promised, done, joined, passed on; some late,
 * some not at all, and what their authors say of it. `codes` are their tracking codes. Nobody is mailed, since demo words have no address. Does nothing where an office has answered already.
 */
export async function seedDemoAnswers(app: App, codes: ReadonlyMap<string, string>): Promise<void> {
  for (const [slug, [promise, share, slowest]] of Object.entries(OFFICES)) {
    const place = await readMunicipality(app, slug)
    if (!place) throw new Error(`no municipality ${slug}`)
    const before = await readInbox(app, SYSTEM, place, { tab: 'answered', page: 1 })
    if (!before.ok || before.value.items.length > 0) continue
    if (promise) await editAnswering(app, SYSTEM, place, { promiseWorkingDays: promise, sentences: {}, version: 0 })
    for (const reference of await waiting(app, place))
      if (chance(reference, 'answered') < share) await answerOne(app, place, reference, slowest, codes.get(reference))
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

async function answerOne(
  app: App,
  place: Municipality,
  reference: string,
  slowest: number,
  code: string | undefined,
): Promise<void> {
  const read = await readInboxItem(app, SYSTEM, place, reference)
  // Joined to another one meanwhile.
  if (!read.ok || read.value.case.state !== 'waiting') return
  const item = read.value
  const at = item.submittedAt.getTime() + (1 + chance(reference, 'after') ** 1.6 * slowest) * DAY_MS
  const now = app.now().getTime()
  if (at > now) return
  const asOf = (ms: number): App => ({ ...app, now: () => new Date(ms) })
  const on = { municipality: place, reference, version: item.version }
  const sort = chance(reference, 'sort')
  const [similar] = item.similar
  const language = item.language === 'ru' ? 'ru' : 'ky'
  if (sort < 0.06 && similar && similar.submittedAt < item.submittedAt && item.mayBePublic) {
    await mergeFeedback(asOf(at), SYSTEM, on, similar.reference)
    return
  }
  if (sort < 0.3 && item.service === 'L07' && item.kind === 'complaint') {
    const { body, reason } = DEMO_PASSED[language]
    await passOnFeedback(asOf(at), SYSTEM, on, { body }, reason)
    return
  }
  const answers = DEMO_ANSWERS[`${item.service}.${item.kind}`] ?? DEMO_ANSWERS[item.kind]
  const said = answers?.[Math.floor(chance(reference, 'text') * answers.length)]
  if (!said) return
  const { kind } = said
  const day = at + (5 + chance(reference, 'day') * 60) * DAY_MS
  const promisedFor = kind === 'promise' ? dateInBishkek(new Date(day)) : undefined
  const isPublic = item.mayBePublic && (sort > 0.14 || item.followers.length > 0)
  const done = await answerFeedback(asOf(at), SYSTEM, on, { kind, text: said[language], language, isPublic, promisedFor })
  if (!done.ok) throw new Error(`demo answer ${reference}: ${done.refusals[0].code}`)
  const judgedAt = (kind === 'promise' ? day : at) + (1 + chance(reference, 'judged') * 9) * DAY_MS
  if (kind !== 'answer' && code !== undefined && judgedAt < now && chance(reference, 'judges') < 0.7) {
    const opinion = chance(reference, 'opinion')
    // "Partly" and "no" open a word again: said long ago, they would fill the inbox with what is overdue.
    const outcome = opinion < 0.7 || judgedAt < now - 14 * DAY_MS ? 'yes' : opinion < 0.88 ? 'partly' : 'no'
    const judged = await sayWhetherDone(asOf(judgedAt), reference, code, { outcome })
    if (!judged.ok) throw new Error(`demo outcome ${reference}: ${judged.refusals[0].code}`)
  } else if (kind === 'promise' && day < now && chance(reference, 'kept') < 0.9) {
    const again = await readInboxItem(app, SYSTEM, place, reference)
    if (!again.ok) return
    const kept = { kind: 'done', text: DEMO_KEPT[language], language, isPublic } as const
    await answerFeedback(asOf(day), SYSTEM, { ...on, version: again.value.version }, kept)
  }
}
