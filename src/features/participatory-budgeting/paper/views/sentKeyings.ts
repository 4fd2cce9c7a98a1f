import type { Lang } from '#platform/i18n/languages.ts'
import type { Result } from '#platform/result.ts'
import { words } from '../../words.ts'
import type { SentKeying } from '../keyBallots.ts'
import type { Answered } from './offline/device.ts'
import { sayWhy } from './sayOutcome.ts'

/** The answer to a device that sent its keyings, with what it shows in words. */
export function sentKeyings(lang: Lang, sent: Result<readonly SentKeying[]>): Response {
  const t = words(lang)
  if (!sent.ok) {
    const [refusal] = sent.refusals
    return Response.json(
      { code: refusal.code, message: t.refusal(refusal) },
      { status: refusal.code.endsWith('.unknown') ? 404 : 403 },
    )
  }
  const results = sent.value.map(({ entryKey, number, state, refusal, spoiled }): Answered => ({
    ...{ entryKey, number, state },
    ...(refusal ? { code: refusal.code, message: t.refusal(refusal) } : {}),
    ...(spoiled ? { spoiled: sayWhy(lang, spoiled) } : {}),
  }))
  return Response.json({ results })
}
