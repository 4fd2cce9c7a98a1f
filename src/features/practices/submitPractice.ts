import type { Viewer } from '#features/identity/rules/viewer.ts'
import { errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { missingIn } from './rules/content.ts'
import { type Seen, type Stepped, takeStep } from './takeStep.ts'

/** Hands a practice to DPI. What is missing is refused, each part with its field; what was saved stays saved. */
export const submitPractice = (app: App, viewer: Viewer, seen: Seen): Promise<Result<Stepped>> =>
  takeStep(app, viewer, seen, {
    step: 'submit',
    permissions: ['practice.submit'],
    reason: 'handed to DPI',
    set: (row, at) => {
      const missing = missingIn(row.content)
      return missing.length > 0 ? errs(missing) : ok({ submittedAt: at })
    },
  })
