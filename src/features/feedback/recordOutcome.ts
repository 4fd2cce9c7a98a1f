import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readTerms } from './readTerms.ts'
import { judgeCase, mayJudge, type Outcome } from './rules/answering.ts'
import { sendAnswered } from './sendAnswered.ts'
import { type CaseRow, caseOf, selectCase } from './store/cases.ts'
import { selectWord, selectWordById } from './store/moderation.ts'
import type { WholeFeedback } from './store/reads.ts'
import type { FeedbackRow } from './store/words.ts'
import { tellAuthor } from './tellAuthor.ts'
import { writeStep } from './workOnCase.ts'

/** What an author says of what was done, in one of three words and their own. */
export interface Said {
  readonly outcome: Outcome
  readonly note?: string | undefined
}

/**
 * Writes what the author of a word says: "yes" closes the word, "partly" and "no" put it back into the inbox within a new
 * term. The author of a word that follows another's answers speaks for that one where they say "no". `claim` takes, in the
 * same transaction, what allows to say it. Refuses `outcome.notAsked` where there is nothing to judge, or nothing to claim.
 */
export async function recordOutcome(
  app: App,
  known: WholeFeedback,
  said: Said,
  claim: (tx: Writing) => Promise<boolean> = async () => true,
): Promise<Result<{ readonly reference: string }>> {
  const { row: before, matter } = known
  const home = await readMunicipality(app, before.municipalityId)
  if (!home || !matter) return err('outcome.notAsked')
  const terms = await readTerms(app, matter.municipalityId)
  const at = app.now()
  const today = dateInBishkek(at)
  return app.store.write(async tx => {
    const [word, row] = await Promise.all([selectWord(tx, before.reference), selectCase(tx, before.id)])
    if (!word || !row) return err('outcome.notAsked')
    const main = row.state === 'merged' ? await mainOf(tx, row) : undefined
    const step = { by: 'resident', outcome: said.outcome } as const
    const told: FeedbackRow[] = [word]
    if (main && (row.outcome !== null || !mayJudge(caseOf(main.row)))) return err('outcome.notAsked')
    const judged = main ? (said.outcome === 'no' ? main : undefined) : { word, row }
    const change = judged && judgeCase(caseOf(judged.row), said.outcome, today, terms)
    if (change && !change.ok) return change
    // Last of what may refuse: a claim that was taken stays taken.
    if (!(await claim(tx))) return err('outcome.notAsked')
    if (main) {
      const status = said.outcome === 'yes' ? 'done' : said.outcome === 'no' ? 'reopened' : (row.status ?? 'merged')
      const own = { word, row, at, actor: 'resident' }
      if (!(await writeStep(app, tx, own, { outcome: said.outcome, status }, { ...step, status, note: said.note })))
        return err('outcome.notAsked')
      if (said.outcome === 'no') told.push(main.word)
    }
    if (judged && change) {
      const status = change.value.status ?? judged.row.status ?? 'promised'
      // Words of another author are not shown to this one.
      const note = main ? undefined : said.note
      const found = { word: judged.word, row: judged.row, at, actor: 'resident' }
      if (!(await writeStep(app, tx, found, change.value, { ...step, status, note }))) return err('outcome.notAsked')
      if (main) await tellAuthor(app, tx, main.word, 'feedbackReopened', { municipality: home.names[main.word.language] })
    }
    for (const one of told) await sendAnswered(app, tx, home, one.reference)
    await touchPages(tx, at, [...new Set([`feedback:${word.municipalityId}`, `feedback:${row.municipalityId}`, 'country'])])
    await recordAudit(tx, {
      ...{ at, actor: 'resident', action: 'feedback.outcome', subject: { type: 'feedback', id: word.id } },
      ...{ reason: said.outcome, detail: { reference: word.reference } },
    })
    return ok({ reference: word.reference })
  })
}

async function mainOf(
  tx: Parameters<typeof selectCase>[0],
  { mergedIntoId }: CaseRow,
): Promise<{ word: FeedbackRow; row: CaseRow } | undefined> {
  const [word, row] = await Promise.all([selectWordById(tx, mergedIntoId ?? ''), selectCase(tx, mergedIntoId ?? '')])
  return word && row ? { word, row } : undefined
}
