import type { Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { PracticeContent } from '#db/schema/practices.ts'
import { type Seen, type Stepped, takeStep } from './takeStep.ts'

/**
 * Keeps what an office wrote, whole or not. What is public already stays as it is until DPI publishes the new text.
 * Refused while DPI holds it (`practice.withDpi`), and where somebody saved meanwhile (`edited.meanwhile`).
 */
export const savePractice = (
  app: App,
  viewer: Viewer,
  { content, ...seen }: Seen & { readonly content: PracticeContent },
): Promise<Result<Stepped>> =>
  takeStep(app, viewer, seen, {
    step: 'save',
    permissions: ['practice.write'],
    reason: 'written by its office',
    set: () => ok({ content }),
  })
