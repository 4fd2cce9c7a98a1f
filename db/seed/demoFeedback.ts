import { createHash } from 'node:crypto'
import { readBudget } from '#features/budgets/readBudget.ts'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { catalogueItem } from '#features/feedback/rules/catalogue.ts'
import { AGE_BANDS, type Channel, SEXES } from '#features/feedback/rules/kinds.ts'
import type { Sent } from '#features/feedback/storeWord.ts'
import { submitFeedback } from '#features/feedback/submitFeedback.ts'
import { SYSTEM, VISITOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readVillages } from '#features/municipalities/readVillages.ts'
import type { App } from '#src/app.ts'
import { DEMO_ENDINGS, DEMO_LINE_TEXTS, DEMO_MASKED, DEMO_TEXTS } from './demoFeedbackTexts.ts'

/** The places of the demo budgets, and how many words each gets. */
const PLACES = { 'ala-buka': 88, 'kara-kulja': 62, barpy: 48, karakol: 92, tokmok: 70 } as const
const RATED = ['L04', 'L06', 'L07', 'L10', 'L11', 'L12', 'L22', 'D04', 'D07'] as const
const DAY_MS = 86_400_000
/** Four quarters and a little. */
const SPAN_DAYS = 350
/** Days ago that the last words of each place were sent: every office has some to answer this week. */
const FRESH_DAYS = [1, 3, 6, 9, 12, 15, 16, 18, 19, 20] as const
/** How many words are sent at once. */
const TOGETHER = 64

/** A number from 0 to 1 that is always the same for the same words. */
const chance = (...words: (string | number)[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 0x1_0000_0000
const pick = <T>(from: readonly T[], ...words: (string | number)[]): T => from[Math.floor(chance(...words) * from.length)] as T

interface Place {
  readonly slug: string
  readonly id: string
  readonly villages: readonly string[]
  readonly lines: readonly string[]
}

/** How many days ago a word was sent, where it is one of the fresh ones. */
const freshDays = (slug: string, n: number): number | undefined => FRESH_DAYS[PLACES[slug as keyof typeof PLACES] - 1 - n]

/** One word, from its place and number alone. */
function wordOf(place: Place, n: number) {
  const about = (what: string) => chance(place.slug, n, what)
  const form = freshDays(place.slug, n) === undefined ? about('form') : 1
  const lang = about('language') < 0.68 ? ('ky' as const) : ('ru' as const)
  const respondent = {
    ...(about('tells age') < 0.7 ? { ageBand: pick(AGE_BANDS, place.slug, n, 'age') } : {}),
    ...(about('tells sex') < 0.75 ? { sex: pick(SEXES, place.slug, n, 'sex') } : {}),
  }
  const village = place.villages.length > 0 && about('tells village') < 0.6 ? pick(place.villages, place.slug, n, 'v') : undefined
  const shared = {
    municipality: place.id,
    language: lang,
    respondent,
    ...(village ? { place: { village } } : {}),
    consent: { publish: about('publish') < 0.85, shareContact: false },
  }
  const ending = pick(DEMO_ENDINGS, place.slug, n, 'ending')[lang]
  const say = (text: string) => `${text} ${ending}`.trim()
  if (n % 19 === 7)
    return { ...shared, kind: 'complaint', subject: { type: 'service' }, service: 'L07', text: DEMO_MASKED[lang].whole }
  if (form < 0.16 && place.lines.length > 0) {
    const text = pick(DEMO_LINE_TEXTS, place.slug, n, 'line text')
    return {
      ...shared,
      kind: text.kind,
      subject: { type: 'budgetLine', id: pick(place.lines, place.slug, n, 'line') },
      text: say(text[lang]),
    }
  }
  if (form < 0.5) {
    const code = pick(RATED, place.slug, n, 'rated')
    return { ...shared, kind: 'rating', ...coded(code), ratings: ratingsOf(place, n, code, 0) }
  }
  const text = pick(DEMO_TEXTS, place.slug, n, 'text')
  const lean = text.kind === 'thanks' ? 1.6 : text.kind === 'complaint' ? -1.2 : 0
  const rated = about('rates too') < 0.5 ? { ratings: ratingsOf(place, n, text.code, lean) } : {}
  return { ...shared, kind: text.kind, ...coded(text.code), ...rated, text: say(text[lang]) }
}

const coded = (code: string) => ({ subject: { type: code.startsWith('D') ? 'delegatedPower' : 'service' }, service: code })

/** Each place does each service well or badly, and people differ around that. */
function ratingsOf(place: Place, n: number, code: string, lean: number): Record<string, number> {
  const level = 2.1 + chance(place.slug, code) * 2.2 + lean
  const criteria = catalogueItem(readCatalogue(), code)?.criteria ?? []
  const rated = criteria.filter((one, at) => at === 0 || chance(place.slug, n, one, 'rates') < 0.7)
  return Object.fromEntries(
    rated.map(one => [one, Math.min(5, Math.max(1, Math.round(level + (chance(place.slug, n, one) - 0.5) * 2.6)))]),
  )
}

/** The same random numbers on every run, so that references of the demo stay the same. */
function drawn(seed: string): App['random'] {
  let calls = 0
  return size => {
    calls += 1
    const bytes: Buffer[] = []
    for (let block = 0; block * 32 < size; block += 1)
      bytes.push(createHash('sha256').update(`${seed}|${calls}|${block}`).digest())
    return Buffer.concat(bytes).subarray(0, size)
  }
}

async function knownPlace(app: App, slug: string): Promise<Place> {
  const found = await readMunicipality(app, slug)
  if (!found) throw new Error(`no municipality ${slug}`)
  const [villages, budget] = await Promise.all([readVillages(app, found.id), readBudget(app, found.id, 2026)])
  const lines = budget?.lines.filter(line => line.kind === 'line' && line.side === 'expenditure').map(line => line.id) ?? []
  return { slug, id: found.id, villages: villages.map(village => village.id), lines }
}

/**
 * Loads several hundred made-up words of the last four quarters through the same use cases as real ones, marked as demo
 * data: rated, published whole or in part, refused, waiting. Nobody is named and nobody is mailed. Does nothing where it has
 * been loaded already. Answers the tracking codes of the words it sent, by reference.
 */
export async function seedDemoFeedback(app: App): Promise<Map<string, string>> {
  const places = await Promise.all(Object.keys(PLACES).map(slug => knownPlace(app, slug)))
  const before = await readPublishedFeedback(app, { municipalityId: places[0]?.id, limit: 20 })
  const codes = new Map<string, string>()
  if (before.some(word => word.isDemo)) return codes
  const end = app.now().getTime()
  const sendings = places
    .flatMap(place =>
      Array.from({ length: PLACES[place.slug as keyof typeof PLACES] }, (_, n) => ({
        ...{ place, n },
        // Whole minutes by day: people write in the evening more than at night.
        at:
          end -
          (freshDays(place.slug, n) ?? 1 + Math.floor(chance(place.slug, n, 'day') ** 1.3 * SPAN_DAYS)) * DAY_MS +
          Math.floor(chance(place.slug, n, 'hour') * 600) * 60_000,
      })),
    )
    .sort((a, b) => a.at - b.at)
  // Together rather than one by one: waiting writes share one commit.
  for (let from = 0; from < sendings.length; from += TOGETHER)
    for (const { reference, trackingCode } of await Promise.all(
      sendings.slice(from, from + TOGETHER).map(sending => sendOne(app, end, sending)),
    ))
      codes.set(reference, trackingCode)
  return codes
}

async function sendOne(app: App, end: number, { place, n, at }: { place: Place; n: number; at: number }): Promise<Sent> {
  const seed = `${place.slug}|${n}`
  const then: App = { ...app, now: () => new Date(at), random: drawn(seed) }
  const channel = pick<Channel>(['web', 'web', 'web', 'web', 'paper'], seed, 'channel')
  const word = feedbackInput.parse(wordOf(place, n))
  const sent = await submitFeedback(then, VISITOR, word, { channel, language: word.language ?? 'ky', isDemo: true })
  if (!sent.ok) throw new Error(`demo word ${seed}: ${JSON.stringify(sent.refusals)}`)
  const decidedAt = at + (0.3 + chance(seed, 'decided') * 4) * DAY_MS
  const waits = decidedAt > end || chance(seed, 'waits') < 0.08
  if (word.text === undefined || !word.consent.publish || waits) return sent.value
  const now = { ...then, now: () => new Date(decidedAt) }
  const { reference } = sent.value
  const decided = await moderateFeedback(now, SYSTEM, { reference, version: 0, ...decisionOn(word.text, seed) })
  if (!decided.ok) throw new Error(`demo decision ${seed}: ${JSON.stringify(decided.refusals)}`)
  return sent.value
}

function decisionOn(text: string, seed: string) {
  const masked = Object.values(DEMO_MASKED).find(one => one.whole === text)
  if (masked) return { decision: 'publishInPart', publishedText: masked.part, reason: 'personalData' } as const
  if (chance(seed, 'refused') < 0.05) return { decision: 'refuse', reason: 'duplicate' } as const
  return { decision: 'publish' } as const
}
