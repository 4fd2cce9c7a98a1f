import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import {
  ABOUT,
  type Answers,
  firstOpen,
  mayShow,
  progressOf,
  type Step,
  STEPS,
  stepAfter,
  stepOfPath,
  stepsFor,
  withAnswers,
  wordOf,
} from '#features/feedback/rules/formSteps.ts'
import { KINDS } from '#features/feedback/rules/kinds.ts'

const given: Record<Exclude<Step, 'check'>, fc.Arbitrary<Answers>> = {
  about: fc.constantFrom(...ABOUT).map(about => ({ about, ...(about === 'budgetLine' ? { line: 'line-1' } : {}) })),
  which: fc.constantFrom('L04', 'D01', 'budget-1').map(which => ({ which })),
  kind: fc.constantFrom(...KINDS).map(kind => ({ kind })),
  ratings: fc.constant({ ratings: { Q1: 3 } }),
  words: fc.record({ text: fc.constant('Суу жок'), publish: fc.constantFrom('yes' as const, 'no' as const) }),
  where: fc.constantFrom<Answers>({}, { village: 'v', address: 'a' }),
  you: fc.constantFrom<Answers>({}, { sex: 'female' }),
  contact: fc.constantFrom<Answers>({}, { email: 'a@example.kg', share: 'no' }),
}
const move = fc
  .constantFrom(...STEPS.filter(step => step !== 'check'))
  .chain(step => given[step as Exclude<Step, 'check'>].map(answers => ({ step, answers })))

describe('the pages of the form', () => {
  it('lead to the check and nowhere else, whatever was answered in whatever order', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), moves => {
        const answers = moves.reduce<Answers>((before, { step, answers }) => withAnswers(before, step, answers), {})
        const steps = stepsFor(answers)
        expect(steps.at(-1)).toBe('check')
        const open = firstOpen(answers)
        expect(steps).toContain(open)
        expect(mayShow(open, answers)).toBe(true)
        for (const step of steps) {
          const next = stepAfter(step, answers, false)
          expect(steps.indexOf(next)).toBeLessThanOrEqual(steps.indexOf(open))
          expect(stepAfter(step, answers, true)).toBe(open)
        }
      }),
    )
  })

  it('count steadily: no total before it is known, and neither it nor the bar ever moves against the reader', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ABOUT), fc.constantFrom(...KINDS), (about, kind) => {
        let answers: Answers = {}
        let before = progressOf('about', answers)
        expect(before).toMatchObject({ step: 1, total: undefined })
        for (let step: Step = 'about'; step !== 'check';) {
          const said: Partial<Record<Step, Answers>> = { about: { about, line: 'l' }, which: { which: 'L04' }, kind: { kind }, ratings: { ratings: { Q1: 3 } } } // prettier-ignore
          answers = withAnswers(answers, step, said[step] ?? {})
          step = stepAfter(step, answers, false)
          const now = progressOf(step, answers)
          expect(now.step).toBe(before.step + 1)
          if (before.total !== undefined) expect(now.total).toBe(before.total)
          expect(now.share).toBeGreaterThan(before.share)
          before = now
        }
        expect(before).toMatchObject({ step: before.total, share: 1 })
      }),
    )
  })

  it('never keep ratings of another service, nor a kind that needs them without them', () => {
    const rated: Answers = {
      about: 'service',
      which: 'L04',
      kind: 'rating',
      ratings: { Q1: 5 },
      done: ['about', 'which', 'kind', 'ratings'],
    }
    expect(withAnswers(rated, 'which', { which: 'L05' })).toMatchObject({ which: 'L05', ratings: undefined })
    expect(firstOpen(withAnswers(rated, 'which', { which: 'L05' }))).toBe('ratings')
    const general = withAnswers(rated, 'about', { about: 'general' })
    expect(general).toMatchObject({ kind: undefined, ratings: undefined })
    expect(firstOpen(general)).toBe('kind')
    expect(firstOpen(withAnswers(rated, 'which', { which: 'L04' }))).toBe('where')
  })

  it('skip the choice that a link has made already', () => {
    const opened = withAnswers({}, 'about', { about: 'service', which: 'L04' })
    expect(firstOpen(opened)).toBe('kind')
    expect(stepAfter('about', opened, false)).toBe('which')
  })

  it('make a word that every door would take, without what was emptied or does not apply', () => {
    const word = wordOf(
      {
        about: 'budgetLine',
        line: 'line-1',
        kind: 'question',
        text: 'Эмнеге?',
        publish: 'yes',
        ratings: { Q1: 1 },
        which: 'L04',
      },
      'm',
      'ky',
    )
    expect(feedbackInput.parse(word)).toMatchObject({
      subject: { type: 'budgetLine', id: 'line-1' },
      service: undefined,
      ratings: undefined,
      consent: { publish: true, shareContact: false },
    })
    const emptied = withAnswers({ email: 'a@example.kg', share: 'yes', done: ['contact'] }, 'contact', {})
    expect(emptied).toEqual({ done: ['contact'] })
  })

  it('know where each refusal is mended', () => {
    const answers: Answers = { about: 'service' }
    expect(
      [
        'kind',
        'ratings.Q1',
        'text',
        'place.address',
        'contact.email',
        'service',
        'consent.publish',
        'subject.type',
        undefined,
      ].map(path => stepOfPath(path, answers)),
    ).toEqual(['kind', 'ratings', 'words', 'where', 'contact', 'which', 'words', 'about', 'about'])
  })
})
