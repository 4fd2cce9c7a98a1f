import { markCarried, readItemsSince, type UncarriedItem } from '#features/hearings/carriedItems.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { feedbackInput } from './forms/feedbackInput.ts'
import { storeWord } from './storeWord.ts'
import { newWord } from './submitFeedback.ts'

/**
 * Turns what was said or written at hearings into words that DPI receives, each exactly once: the word and the mark on the
 * item are one transaction, and an item that is marked already rolls the word back. Nobody was asked whether the words may
 * be published beside the hearing's own page, so they are kept private here. Answers how many were carried.
 */
export async function carryHearingItems(app: App, stopping?: AbortSignal): Promise<number> {
  let carried = 0
  for (let after = ''; ;) {
    const page = await readItemsSince(app, after)
    for (const one of page) {
      if (stopping?.aborted) return carried
      const done = await carry(app, one)
      if (done.ok) carried += 1
      else app.log.warn({ item: one.item.id, code: done.refusals[0].code }, 'an item of a hearing was not carried')
    }
    const last = page.at(-1)
    if (!last) return carried
    after = last.item.id
  }
}

async function carry(app: App, { item, municipalityId }: UncarriedItem): Promise<Result<void>> {
  const { kind, hearingId, text, sex, village, language } = item
  const input = feedbackInput.safeParse({
    ...{ kind, municipality: municipalityId, subject: { type: 'hearing', id: hearingId }, text, language },
    respondent: { sex, village },
    consent: { publish: false, shareContact: false },
  })
  if (!input.success) return errs(refusalsOf(input.error))
  const word = await newWord(app, input.data, language, app.now())
  if (!word.ok) return word
  return app.store.write(async (tx): Promise<Result<void>> => {
    let marked = false
    await storeWord(app, tx, SYSTEM, word.value, { channel: 'hearing', isDemo: item.isDemo }, async sent => {
      marked = await markCarried(tx, item.id, sent.reference)
    })
    return marked ? ok() : err('item.carriedBefore')
  })
}
