import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Typed, typedFrom } from '#platform/forms/readForm.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Draft, draftHash, draftRepeatable, readDraft, readSentDraft, saveDraft } from './feedbackDraft.ts'
import type { FindAbove } from './findSubject.ts'
import { flood } from './flood.ts'
import { feedbackInput } from './forms/feedbackInput.ts'
import { HONEYPOT, stepForms } from './forms/formSteps.ts'
import { type Answers, firstOpen, mayShow, type Step, stepAfter, wordOf, withAnswers } from './rules/formSteps.ts'
import { submitFeedback } from './submitFeedback.ts'
import type { Sent } from './storeWord.ts'

/** A request for a page of the form: what it asks for, and what was posted to it. */
export interface Filling {
  readonly municipalityId: string
  readonly lang: Lang
  readonly sender: string
  readonly draftId: string | undefined
  readonly step: Step
  /** Whether the page was opened from the check, by a link "change". */
  readonly fromCheck: boolean
  readonly findAbove?: FindAbove | undefined
  /** The posted fields; `unreadable` where the body was no form. */
  readonly posted?: FormData | 'unreadable' | undefined
}

export type Filled =
  | {
      readonly state: 'show'
      readonly step: Step
      readonly answers: Answers
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
      /** Seconds after which the sender may come back, where too much came from there. */
      readonly retryAfter?: number
    }
  | { readonly state: 'go'; readonly step: Step; readonly draftId?: string; readonly fromCheck: boolean; readonly over?: boolean }
  | { readonly state: 'sent'; readonly sent: Sent }

/** Faster than anybody reads the pages: such a sender is asked to look again, once. */
const FASTEST_MS = 4_000

/**
 * One request to the form of one question a page: shows a page, keeps an answer and leads on, or sends the word. Answers live
 * in a draft on the server, so the form needs no script and the back button works; nothing typed is ever lost to a refusal.
 */
export async function fillFeedbackForm(app: App, viewer: Viewer, filling: Filling): Promise<Filled> {
  const { step, posted, fromCheck } = filling
  const draft = await readDraft(app, filling.draftId, filling.municipalityId)
  const answers = draft?.answers ?? {}
  if (posted === undefined) {
    if (!mayShow(step, answers)) return { state: 'go', step: firstOpen(answers), fromCheck: false }
    return { state: 'show', step, answers, typed: typedFromAnswers(answers), refusals: [] }
  }
  if (posted === 'unreadable') {
    const shown = mayShow(step, answers) ? step : firstOpen(answers)
    const refusals = [{ code: 'form.unreadable' }]
    return { state: 'show', step: shown, answers, typed: typedFromAnswers(answers), refusals }
  }
  if (step === 'check') return sendDraft(app, viewer, filling, draft, posted)
  const given = checkFields(posted, stepForms[step])
  const refusals = given.ok ? missing(step, answers, given.value) : given.refusals
  if (!given.ok || refusals.length > 0) return { state: 'show', step, answers, typed: given.typed, refusals }
  const wait = await flood.fillForm.take(filling.sender)
  if (wait) return { state: 'show', step, answers, typed: given.typed, refusals: [tooMany(wait)], retryAfter: wait }
  const after = withAnswers(answers, step, given.value)
  const saved = await saveDraft(app, draft, filling.municipalityId, after)
  // A later page came without its draft: it is over, or the browser keeps no cookies. What was typed starts a new one.
  if (!draft && step !== 'about') return { state: 'go', step: firstOpen(after), draftId: saved.id, fromCheck: false, over: true }
  return { state: 'go', step: stepAfter(step, after, fromCheck), draftId: saved.id, fromCheck }
}

const tooMany = (seconds: number): Refusal => ({ code: 'flood.kept', values: { minutes: Math.ceil(seconds / 60) } })

/** The kind "rating" has nothing to say without ratings. */
const missing = (step: Step, answers: Answers, given: Answers): Refusal[] =>
  step === 'ratings' && answers.kind === 'rating' && Object.keys(given.ratings ?? {}).length === 0
    ? [{ code: 'ratings.required', path: 'ratings' }]
    : []

async function sendDraft(
  app: App,
  viewer: Viewer,
  filling: Filling,
  draft: Draft | undefined,
  posted: FormData,
): Promise<Filled> {
  const before = await readSentDraft(app, filling.draftId)
  if (before) return { state: 'sent', sent: before }
  if (!draft) return { state: 'go', step: 'about', fromCheck: false, over: true }
  const { answers } = draft
  const open = firstOpen(answers)
  if (open !== 'check') return { state: 'go', step: open, fromCheck: true }
  const show = (refusals: readonly Refusal[]) =>
    ({ state: 'show', step: 'check', answers, typed: NOTHING_TYPED, refusals }) as const
  const trapped = String(posted.get(HONEYPOT) ?? '') !== ''
  if (trapped || (!answers.askedAgain && app.now().getTime() - draft.startedAt.getTime() < FASTEST_MS)) {
    await saveDraft(app, draft, filling.municipalityId, { ...answers, askedAgain: true })
    return show([{ code: 'form.again' }])
  }
  const word = feedbackInput.safeParse(wordOf(answers, filling.municipalityId, filling.lang))
  if (!word.success) return show(refusalsOf(word.error))
  const wait = await flood.sendForm.take(filling.sender)
  if (wait) return { ...show([tooMany(wait)]), retryAfter: wait }
  const sent = await submitFeedback(app, viewer, word.data, {
    channel: 'web',
    language: filling.lang,
    repeatable: draftRepeatable(draft.id),
    draftHash: draftHash(draft.id),
    findAbove: filling.findAbove,
  })
  return sent.ok ? { state: 'sent', sent: sent.value } : show(sent.refusals)
}

/** Answers as the fields of the pages show them. */
function typedFromAnswers(answers: Answers): Typed {
  const { ratings, ...flat } = answers
  const scores = Object.entries(ratings ?? {}).map(([code, score]) => [`ratings.${code}`, score])
  return typedFrom({ ...flat, ...Object.fromEntries(scores) })
}
