import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { changeCase, selectCase, selectFollowers, selectToAsk } from './store/cases.ts'
import { selectWordById } from './store/moderation.ts'
import { tellAuthor } from './tellAuthor.ts'

const AT_ONCE = 100

/**
 * Asks the authors of words whether what was promised for a day that has passed is done: by mail where an address was left; the
 * page of the word asks in any case. Each is asked once for each promise. Answers how many promises were asked about.
 */
export async function askWhetherDone(app: App): Promise<number> {
  const today = dateInBishkek(app.now())
  const due = await selectToAsk(app.store.read, today, AT_ONCE)
  for (const { feedbackId } of due) {
    const known = await selectWordById(app.store.read, feedbackId)
    const home = known && (await readMunicipality(app, known.municipalityId))
    await app.store.write(async tx => {
      const [word, row] = await Promise.all([selectWordById(tx, feedbackId), selectCase(tx, feedbackId)])
      // Another server, or the office, was faster.
      if (!word || row?.state !== 'promised' || row.askedAt || !row.promisedFor || row.promisedFor >= today) return
      const at = app.now()
      if (!(await changeCase(tx, feedbackId, row.version, { askedAt: at }))) return
      for (const one of [word, ...(await selectFollowers(tx, feedbackId)).map(follower => follower.word)]) {
        const municipality = home?.names[one.language] ?? ''
        await tellAuthor(app, tx, one, 'feedbackDoneAsked', { municipality, date: row.promisedFor })
      }
      await touchPages(tx, at, [`feedback:${word.municipalityId}`])
      await recordAudit(tx, {
        ...{ at, actor: 'system', action: 'feedback.askedWhetherDone', subject: { type: 'feedback', id: word.id } },
        ...{ reason: 'the promised day has passed', detail: { reference: word.reference, promisedFor: row.promisedFor } },
      })
    })
  }
  return due.length
}
