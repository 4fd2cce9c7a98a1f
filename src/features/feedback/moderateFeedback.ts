import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexWord } from './indexWord.ts'
import { contactEraseOn } from './rules/keeping.ts'
import { type Decided, decide, type Proposed } from './rules/moderation.ts'
import { parseReference } from './rules/reference.ts'
import { selectFollowers } from './store/cases.ts'
import { insertModeration, selectWord, writeDecision } from './store/moderation.ts'
import { type FeedbackRow, insertEvent, moveContactErasure } from './store/words.ts'
import { addressOf } from './tellAuthor.ts'
import { whyOf } from './whyOf.ts'

/**
 * Decides about showing a word: whole, in part, not at all, or back to waiting. The original stays; each decision is kept.
 * `version` is the one the moderator saw: where somebody decided meanwhile nothing changes (`moderation.changedMeanwhile`).
 * The author is written to where an address was left. DPI is not sent a new envelope: the desk is DPI's own, and the
 * contract has no such message.
 */
export async function moderateFeedback(
  app: App,
  viewer: Viewer,
  input: Proposed & { readonly reference: string; readonly version: number },
): Promise<Result<{ readonly reference: string; readonly decided: Decided }>> {
  if (!may(viewer, 'feedback.moderate')) return err('forbidden')
  const reference = parseReference(input.reference)
  if (!reference.ok) return err('feedback.unknown')
  const known = await selectWord(app.store.read, reference.value)
  if (!known) return err('feedback.unknown')
  const municipality = await readMunicipality(app, known.municipalityId)
  return app.store.write(async tx => {
    const word = await selectWord(tx, reference.value)
    if (!word) return err('feedback.unknown')
    if (word.status === 'withdrawn') return err('moderation.private')
    if (word.moderationVersion !== input.version) return err('moderation.changedMeanwhile')
    const decided = decide(word, input)
    if (!decided.ok) return decided
    if (!(await writeDecision(tx, word.id, input.version, decided.value))) return err('moderation.changedMeanwhile')
    await writeHistory(app, tx, viewer, word, input.decision, decided.value)
    // Words that follow this one's answers are found by them, as far as these are shown.
    for (const shown of [word, ...(await selectFollowers(tx, word.id)).map(one => one.word)]) await indexWord(tx, shown.reference)
    await touchPages(tx, app.now(), [`feedback:${word.municipalityId}`, 'country'])
    if (input.decision !== 'reopen') {
      const name = municipality?.names[word.language] ?? ''
      await tellAuthor(app, tx, word, name, decided.value)
    }
    const { reason, moderation } = decided.value
    await recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'feedback.moderated',
      subject: { type: 'feedback', id: word.id },
      reason: reason ?? input.decision,
      detail: { reference: word.reference, from: word.moderation, to: moderation, version: input.version + 1 },
    })
    return ok({ reference: word.reference, decided: decided.value })
  })
}

async function writeHistory(
  app: App,
  tx: Writing,
  viewer: Viewer,
  word: FeedbackRow,
  decision: Proposed['decision'],
  { status, reason, note, publishedText }: Decided,
): Promise<void> {
  const at = app.now()
  const actor = actorOf(viewer)
  await insertModeration(tx, {
    ...{ id: app.newId(), feedbackId: word.id, version: word.moderationVersion + 1, at, actor },
    ...{ decision, reason, note, publishedText },
  })
  await moveContactErasure(tx, word.id, contactEraseOn(at))
  await insertEvent(tx, {
    ...{ id: app.newId(), feedbackId: word.id, at, status, by: 'dpi', actor, isPublic: true },
    // A reason is kept as a code, so that each reader gets its words in the language of the page.
    ...{ reason, note },
  })
}

const TEMPLATES = {
  published: 'feedbackPublished',
  publishedInPart: 'feedbackPublishedInPart',
  refused: 'feedbackNotPublished',
} as const

/** A mail to who left an address; demo words belong to nobody. */
async function tellAuthor(app: App, tx: Writing, word: FeedbackRow, municipality: string, decided: Decided): Promise<void> {
  const template = TEMPLATES[decided.moderation as keyof typeof TEMPLATES]
  const address = template && (await addressOf(app, tx, word))
  if (!address) return
  const { language, reference } = word
  const url = `${app.config.siteUrl}${paths.feedback(language, reference)}`
  const values = { reference, municipality, url, unsubscribe: address.unsubscribe, reason: whyOf(language, decided) ?? '' }
  await queueNotice(app, tx, { to: address.to, language, template, values, about: reference })
}
