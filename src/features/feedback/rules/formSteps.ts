import type { AgeBand, Kind, Sex } from './kinds.ts'

/** Pages of the form, one question each. */
export const STEPS = ['about', 'which', 'kind', 'ratings', 'words', 'where', 'you', 'contact', 'check'] as const
export type Step = (typeof STEPS)[number]

/** What a form can be about; a line of the budget, a report, a hearing or a proposal only where the reader came from it. */
export const ABOUT = ['budget', 'budgetLine', 'report', 'hearing', 'proposal', 'service', 'delegatedPower', 'general'] as const
export type About = (typeof ABOUT)[number]

/** Answers given so far. */
export interface Answers {
  readonly about?: About | undefined
  /** The budget's id or the code of the catalogue. */
  readonly which?: string | undefined
  /** The line the reader came from. */
  readonly line?: string | undefined
  /** The report the reader came from. */
  readonly report?: string | undefined
  /** The hearing the reader came from. */
  readonly hearing?: string | undefined
  /** The proposal the reader came from. */
  readonly proposal?: string | undefined
  readonly kind?: Kind | undefined
  readonly ratings?: Readonly<Record<string, number>> | undefined
  readonly text?: string | undefined
  readonly publish?: 'yes' | 'no' | undefined
  readonly village?: string | undefined
  readonly villageOther?: string | undefined
  readonly address?: string | undefined
  readonly ageBand?: AgeBand | undefined
  readonly sex?: Sex | undefined
  readonly homeVillage?: string | undefined
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly share?: 'yes' | 'no' | undefined
  /** Steps that were answered or passed over. */
  readonly done?: readonly Step[] | undefined
  /** Whether the sender was asked once to look again. */
  readonly askedAgain?: boolean | undefined
}

const isRated = (answers: Answers): boolean => answers.about === 'service' || answers.about === 'delegatedPower'

/** Subjects that need no page of their own to say which one it is. */
const NAMED_AT_ONCE: ReadonlySet<About> = new Set(['general', 'budgetLine', 'report', 'hearing', 'proposal'])

/** The pages that these answers lead through, in order; the check is always the last. */
export function stepsFor(answers: Answers): Step[] {
  return STEPS.filter(step => {
    if (step === 'which') return answers.about === undefined || !NAMED_AT_ONCE.has(answers.about)
    if (step === 'ratings') return isRated(answers)
    if (step === 'words') return answers.kind !== 'rating'
    return true
  })
}

/** The longest way through the form. */
const MOST_STEPS = STEPS.length

/**
 * How far a page is. How many pages there are is known once subject and kind are chosen; until then only the number is told,
 * so that a total never grows, and `share` counts against the longest way, so that the bar never goes back.
 */
export function progressOf(step: Step, answers: Answers): { step: number; total: number | undefined; share: number } {
  const steps = stepsFor(answers)
  const at = steps.indexOf(step) + 1
  const total = answers.about !== undefined && answers.kind !== undefined ? steps.length : undefined
  return { step: at, total, share: at / (total ?? MOST_STEPS) }
}

/** The first page that still waits for an answer; the check where none does. */
export const firstOpen = (answers: Answers): Step =>
  stepsFor(answers).find(step => step === 'check' || !answers.done?.includes(step)) ?? 'check'

/** Whether a page may be shown: it is on the way, and everything before it is answered. */
export function mayShow(step: Step, answers: Answers): boolean {
  const steps = stepsFor(answers)
  return steps.includes(step) && steps.indexOf(step) <= steps.indexOf(firstOpen(answers))
}

/** Where to go after a page: on, or straight back to the check where one came from it and nothing new is open. */
export function stepAfter(step: Step, answers: Answers, fromCheck: boolean): Step {
  const open = firstOpen(answers)
  if (fromCheck) return open
  const steps = stepsFor(answers)
  const next = steps[steps.indexOf(step) + 1] ?? 'check'
  return steps.indexOf(next) <= steps.indexOf(open) ? next : open
}

export const stepBefore = (step: Step, answers: Answers): Step | undefined => {
  const steps = stepsFor(answers)
  return steps[steps.indexOf(step) - 1]
}

/**
 * Answers with those of one page laid over them. What a new choice makes meaningless is dropped: another subject its ratings
 * and which one it was, another service its ratings, and a kind that cannot be without ratings.
 */
export function withAnswers(before: Answers, step: Step, given: Answers): Answers {
  const cleared: Partial<Record<Step, readonly (keyof Answers)[]>> = {
    where: ['village', 'villageOther', 'address'],
    you: ['ageBand', 'sex', 'homeVillage'],
    contact: ['name', 'email', 'phone', 'share'],
  }
  const kept = Object.fromEntries(Object.entries(before).filter(([key]) => !cleared[step]?.includes(key as keyof Answers)))
  let after: Answers = { ...kept, ...given }
  const undone = new Set<Step>()
  if (step === 'about' && given.about !== before.about) {
    after = { ...after, which: given.which, ratings: undefined }
    undone.add('which').add('ratings')
    if (after.kind === 'rating' && !isRated(after)) {
      after = { ...after, kind: undefined }
      undone.add('kind')
    }
  }
  if (step === 'which' && given.which !== before.which) {
    after = { ...after, ratings: undefined }
    undone.add('ratings')
  }
  // Only ratings are left to say something with: an empty page of them is asked again.
  if (step === 'kind' && given.kind === 'rating' && Object.keys(after.ratings ?? {}).length === 0) undone.add('ratings')
  if (step === 'about' && after.which !== undefined && given.which !== undefined) undone.delete('which')
  const done = new Set([...(before.done ?? []), step].filter(one => !undone.has(one)))
  if (step === 'about' && given.which !== undefined) done.add('which')
  return { ...after, done: [...done] }
}

/** The id of what is named by one; a service is named by its code instead. */
function subjectIdOf({ about, which, line, report, hearing, proposal }: Answers): string | undefined {
  switch (about) {
    case 'budget':
      return which
    case 'budgetLine':
      return line
    case 'report':
      return report
    case 'hearing':
      return hearing
    case 'proposal':
      return proposal
    default:
      return undefined
  }
}

/** The answers as a word comes in through any door; the same schema checks it as checks the API's body. */
export function wordOf(answers: Answers, municipalityId: string, language: 'ky' | 'ru' | 'en'): Record<string, unknown> {
  const { about, kind, ratings, text, publish, village, villageOther, address } = answers
  const { ageBand, sex, homeVillage, name, email, phone, share } = answers
  const coded = isRated(answers)
  const words = kind === 'rating' ? undefined : text
  return {
    kind,
    municipality: municipalityId,
    subject: { type: about, id: subjectIdOf(answers) },
    service: coded ? answers.which : undefined,
    ratings: coded && ratings && Object.keys(ratings).length > 0 ? ratings : undefined,
    text: words,
    language,
    place: { village: villageOther ?? village, address },
    respondent: { ageBand, sex, village: homeVillage },
    contact: { name, email, phone },
    consent: { publish: words !== undefined && publish === 'yes', shareContact: share === 'yes' },
  }
}

/** The page where a refused path of the word is mended. */
export function stepOfPath(path: string | undefined, answers: Answers): Step {
  const [head = '', field = ''] = (path ?? '').split('.')
  if (head === 'subject') return field === 'id' && stepsFor(answers).includes('which') ? 'which' : 'about'
  if (head === 'service') return 'which'
  if (head === 'consent') return field === 'shareContact' ? 'contact' : 'words'
  const steps: Record<string, Step> = {
    kind: 'kind',
    ratings: 'ratings',
    text: 'words',
    place: 'where',
    respondent: 'you',
    contact: 'contact',
  }
  return steps[head] ?? 'about'
}
