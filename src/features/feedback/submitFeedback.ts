import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readVillages } from '#features/municipalities/readVillages.ts'
import { quarterOf } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { countEvent } from '#platform/metrics.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { type FindAbove, findSubject } from './findSubject.ts'
import type { FeedbackInput } from './forms/feedbackInput.ts'
import { readCatalogue } from './readCatalogue.ts'
import { readTerms } from './readTerms.ts'
import { acceptFeedback } from './rules/acceptance.ts'
import { ANSWER_HOURS, hoursAfter } from './rules/keeping.ts'
import type { Channel } from './rules/kinds.ts'
import { hashesOf, type Repeatable } from './rules/repeats.ts'
import { claimKey, type KeptAnswer, keepAnswer, selectAnswer } from './store/answers.ts'
import { type NewWord, type Sent, storeWord } from './storeWord.ts'

export interface Sending {
  readonly channel: Channel
  /** Language of the page or request: the word's own where it names none, and of mail to its author. */
  readonly language: Lang
  /** Makes a repeat answer as the first time did; the same key with another body is `idempotency.mismatch`. */
  readonly repeatable?: Repeatable | undefined
  /** The draft that this word was written in, by its hash; erased with the sending. */
  readonly draftHash?: string | undefined
  /** Finds what rooms above know; without it nothing of theirs is a subject. */
  readonly findAbove?: FindAbove | undefined
  /** Demonstration data: marked as such, and nobody is mailed. */
  readonly isDemo?: boolean | undefined
}

/**
 * Takes in a resident's word, through any channel. In one transaction: the word, its ratings, its contact apart, its first
 * step, the counts, the envelope for DPI, the mail to its author, the trail. Refuses an unknown municipality, what
 * `acceptFeedback` refuses, and a repeated key with another body; then nothing is stored.
 */
export async function submitFeedback(app: App, viewer: Viewer, input: FeedbackInput, sending: Sending): Promise<Result<Sent>> {
  const at = app.now()
  const { repeatable } = sending
  const claim = repeatable && { ...hashesOf(repeatable), at, expiresAt: hoursAfter(at, ANSWER_HOURS) }
  const answered = (kept: KeptAnswer): Result<Sent> => {
    if (!repeatable || kept.bodyHash !== claim?.bodyHash) return err('idempotency.mismatch', { path: 'Idempotency-Key' })
    return ok(JSON.parse(unseal(repeatable.key, kept.answer)) as Sent)
  }
  const word = await newWord(app, input, sending.language, at, sending.findAbove)
  if (!word.ok) {
    // What was taken in is answered as it was, though it would be refused by now.
    const kept = claim && (await selectAnswer(app.store.read, claim.keyHash, at))
    return kept ? answered(kept) : word
  }
  return app.store.write(async (tx): Promise<Result<Sent>> => {
    const kept = claim && (await claimKey(tx, claim))
    if (kept) return answered(kept)
    const sent = await storeWord(app, tx, viewer, word.value, sending, async answer => {
      if (claim && repeatable) await keepAnswer(tx, claim.keyHash, seal(repeatable.key, JSON.stringify(answer), app.random))
    })
    countEvent('feedback.accepted')
    return ok(sent)
  })
}

/** The word that would be stored, with what it is about; refuses what may not be accepted. */
export async function newWord(
  app: App,
  input: FeedbackInput,
  language: Lang,
  at: Date,
  findAbove?: FindAbove,
): Promise<Result<NewWord>> {
  const municipality = await readMunicipality(app, input.municipality)
  if (!municipality) return err('municipality.unknown', { path: 'municipality' })
  if (municipality.endedOn !== undefined) return err('municipality.ended', { path: 'municipality' })
  const catalogue = readCatalogue()
  const accepted = acceptFeedback(input, {
    municipalityId: municipality.id,
    subject: await findSubject(app, municipality.id, input.subject, findAbove),
    catalogue,
  })
  if (!accepted.ok) return accepted
  return ok({
    ...{ input, municipality, accepted: accepted.value, catalogue, at },
    id: app.newId(),
    quarter: quarterOf(at),
    language: input.language ?? language,
    village: await villageOf(app, municipality.id, input.place?.village),
    terms: await readTerms(app, municipality.id),
  })
}

/** A village by its id or one of its names, else the name as typed. */
async function villageOf(app: App, municipalityId: string, typed: string | undefined): Promise<NewWord['village']> {
  if (typed === undefined) return undefined
  const villages = await readVillages(app, municipalityId)
  const found = villages.find(one => one.id === typed || Object.values(one.names).includes(typed))
  return found ? { id: found.id, name: found.names.ky } : { name: typed }
}
