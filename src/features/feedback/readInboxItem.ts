import { readAccountNames } from '#features/identity/readAccountNames.ts'
import { readColleagues } from '#features/identity/readColleagues.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { lateness, mayAnswerPublicly } from './rules/answering.ts'
import { isPublished, officeMayRead } from './rules/inbox.ts'
import { parseReference } from './rules/reference.ts'
import { LIKELY, similarity } from './rules/similar.ts'
import type { KnownCase, KnownFeedback } from './rules/visibility.ts'
import { selectFollowers } from './store/cases.ts'
import { type InboxRow, selectComparable } from './store/inbox.ts'
import { selectByReference } from './store/reads.ts'

export interface SimilarWord {
  readonly reference: string
  readonly text: string
  readonly language: 'ky' | 'ru' | 'en'
  readonly submittedAt: Date
}

/** A word whole, for the office that answers it; its contact is not here: the portal writes to its author. */
export interface InboxWord extends KnownFeedback {
  readonly case: KnownCase
  /** Of the case, for the next act on it. */
  readonly version: number
  readonly late: ReturnType<typeof lateness>
  /** Whether this office has it still. */
  readonly isHere: boolean
  readonly mayAnswer: boolean
  readonly mayBePublic: boolean
  readonly assignee: { readonly id: string; readonly name: string } | undefined
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  /** Names of who gave each answer, by its id. */
  readonly authors: ReadonlyMap<string, string>
  readonly followers: readonly SimilarWord[]
  /** Words that seem to be about the same, the likeliest first. */
  readonly similar: readonly SimilarWord[]
}

const MOST_SIMILAR = 5

/** One word of an office's inbox, or one that it passed on. Refuses who may not read here, and a word that is not here. */
export async function readInboxItem(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  typedReference: string,
): Promise<Result<InboxWord, 'forbidden' | 'feedback.unknown'>> {
  const places = placesOf(municipality)
  if (!may(viewer, 'feedback.inbox', places)) return err('forbidden')
  const reference = parseReference(typedReference)
  const found = reference.ok ? await selectByReference(app.store.read, reference.value) : undefined
  const { row, matter } = found ?? {}
  if (!found || !row || !matter || !officeMayRead(row)) return err('feedback.unknown')
  const isHere = matter.municipalityId === municipality.id
  if (!isHere && matter.passedFromId !== municipality.id) return err('feedback.unknown')
  const answers = may(viewer, 'feedback.answer', places)
  if (!answers && !isPublished(row.moderation)) return err('feedback.unknown')
  const own = new Set(found.answers.filter(one => one.municipalityId === municipality.id).map(one => one.id))
  const whole = knownFeedback(found)
  const known = !answers ? asEverybody(whole) : isHere ? whole : asPassedOn(whole, own)
  const { case: itsCase } = known
  if (!itsCase) throw new Error('a case that is not known')
  const mayAnswer = isHere && answers
  const [colleagues, followers, comparable, names] = await Promise.all([
    mayAnswer ? readColleagues(app, 'feedback.answer', places) : [],
    selectFollowers(app.store.read, row.id),
    mayAnswer && itsCase.state !== 'merged' ? selectComparable(app.store.read, row, municipality.id) : [],
    readAccountNames(app, [...found.answers.map(one => one.actor), `account:${matter.assigneeId}`]),
  ])
  const { assigneeId } = matter
  return ok({
    ...known,
    case: itsCase,
    version: matter.version,
    late: lateness(itsCase, dateInBishkek(app.now())),
    isHere,
    mayAnswer,
    mayBePublic: mayAnswerPublicly(row.moderation),
    assignee: assigneeId ? { id: assigneeId, name: names.get(`account:${assigneeId}`) ?? '' } : undefined,
    colleagues,
    authors: new Map(
      found.answers.flatMap(one =>
        known.answers.some(shown => shown.id === one.id) ? [[one.id, names.get(one.actor) ?? '']] : [],
      ),
    ),
    followers: answers ? followers.map(asSimilar) : [],
    similar: likely(comparable, found.row),
  })
}

/** For who looks after offices without answering: what everybody may read of it. */
const asEverybody = (known: KnownFeedback): KnownFeedback => ({
  ...known,
  ...{ text: known.publishedText, address: undefined, respondent: {} },
  village: known.villageId ? known.village : undefined,
  answers: known.answers.filter(answer => answer.isPublic),
  steps: known.steps.map(step => (step.by === 'resident' ? { ...step, note: undefined } : step)),
})

/** For the office that passed it on: what the next one and its author write to each other alone is theirs. */
function asPassedOn(known: KnownFeedback, own: ReadonlySet<string>): KnownFeedback {
  const passedAt = known.steps.findLast(step => step.status === 'passedOn')?.at
  return {
    ...known,
    answers: known.answers.filter(answer => answer.isPublic || own.has(answer.id)),
    steps: known.steps.map(step =>
      step.by === 'resident' && passedAt && step.at > passedAt ? { ...step, note: undefined } : step,
    ),
  }
}

const asSimilar = ({ word }: Pick<InboxRow, 'word'>): SimilarWord => ({
  reference: word.reference,
  text: word.text ?? '',
  language: word.language,
  submittedAt: word.submittedAt,
})

const comparableOf = (word: InboxRow['word']) => ({
  text: word.text ?? '',
  code: word.catalogueCode ?? undefined,
  subjectId: word.subjectType === 'service' ? undefined : (word.subjectId ?? undefined),
  submittedAt: word.submittedAt,
})

const likely = (rows: readonly InboxRow[], word: InboxRow['word']): SimilarWord[] =>
  rows
    .map(row => ({ row, score: similarity(comparableOf(row.word), comparableOf(word)) }))
    .filter(one => one.score >= LIKELY)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SIMILAR)
    .map(one => asSimilar(one.row))
