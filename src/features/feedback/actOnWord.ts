import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { answerFeedback } from './answerFeedback.ts'
import { assignFeedback } from './assignFeedback.ts'
import { correctAnswer } from './correctAnswer.ts'
import type { AnsweringForm } from './forms/answeringForms.ts'
import { mergeFeedback, unmergeFeedback } from './mergeFeedback.ts'
import { passOnFeedback } from './passOnFeedback.ts'
import type { OnCase } from './workOnCase.ts'

/** Does what somebody of an office posted about a word. */
export function actOnWord(
  app: App,
  viewer: Viewer,
  where: Omit<OnCase, 'version'>,
  form: Exclude<AnsweringForm, { readonly act: 'insert' }>,
): Promise<Result<{ readonly reference: string }>> {
  const on = { ...where, version: form.version }
  switch (form.act) {
    case 'answer': {
      const { kind, text, language, promisedFor } = form
      return answerFeedback(app, viewer, on, { kind, text, language, promisedFor, isPublic: form.audience === 'public' })
    }
    case 'correct':
      return correctAnswer(app, viewer, on, form)
    case 'assign':
      return assignFeedback(app, viewer, on, form.assignee)
    case 'merge':
      return mergeFeedback(app, viewer, on, form.into)
    case 'unmerge':
      return unmergeFeedback(app, viewer, on, form.reason)
    case 'pass': {
      const { municipality, body, reason } = form
      if (municipality) return passOnFeedback(app, viewer, on, { municipality }, reason)
      if (body) return passOnFeedback(app, viewer, on, { body }, reason)
      return Promise.resolve(err('pass.unknown', { path: 'municipality' }))
    }
  }
}
