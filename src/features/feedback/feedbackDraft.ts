import { sha256 } from '#platform/ids.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import type { Answers } from './rules/formSteps.ts'
import { DRAFT_HOURS, hoursAfter } from './rules/keeping.ts'
import { hashesOf } from './rules/repeats.ts'
import { selectAnswer } from './store/answers.ts'
import { selectDraft, upsertDraft } from './store/drafts.ts'
import type { Sent } from './storeWord.ts'

/** A form that somebody is filling in; only who holds its id can read it. */
export interface Draft {
  readonly id: string
  readonly answers: Answers
  readonly startedAt: Date
}

export const draftHash = (id: string): string => sha256(`draft:${id}`)
/** A draft's id is the key of its sending: pressing twice sends once. */
export const draftRepeatable = (id: string) => ({ key: `draft:${id}`, body: '' })

/** The draft with this id for this municipality; undefined where there is none, or its day is over. */
export async function readDraft(app: App, id: string | undefined, municipalityId: string): Promise<Draft | undefined> {
  if (id === undefined) return undefined
  const row = await selectDraft(app.store.read, draftHash(id), app.now())
  if (row?.municipalityId !== municipalityId) return undefined
  return { id, answers: JSON.parse(unseal(id, row.answers)) as Answers, startedAt: row.startedAt }
}

/** Keeps answers for a day, in the draft or in a new one. */
export async function saveDraft(app: App, draft: Draft | undefined, municipalityId: string, answers: Answers): Promise<Draft> {
  const id = draft?.id ?? app.random(24).toString('base64url')
  const startedAt = draft?.startedAt ?? app.now()
  const sealed = seal(id, JSON.stringify(answers), app.random)
  const expiresAt = hoursAfter(startedAt, DRAFT_HOURS)
  await app.store.write(tx => upsertDraft(tx, { idHash: draftHash(id), municipalityId, answers: sealed, startedAt, expiresAt }))
  return { id, answers, startedAt }
}

/** What was answered when this draft was sent; undefined where it was not. */
export async function readSentDraft(app: App, id: string | undefined): Promise<Sent | undefined> {
  if (id === undefined) return undefined
  const repeatable = draftRepeatable(id)
  const kept = await selectAnswer(app.store.read, hashesOf(repeatable).keyHash, app.now())
  return kept && kept.answer !== '' ? (JSON.parse(unseal(repeatable.key, kept.answer)) as Sent) : undefined
}
