import { announceHearing } from '#features/hearings/announceHearing.ts'
import { createHearing } from '#features/hearings/createHearing.ts'
import { newHearingForm } from '#features/hearings/forms/hearingForms.ts'
import type { Hearing } from '#features/hearings/rules/hearing.ts'
import { readOfficeHearing } from '#features/hearings/readHearing.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** The value of what must succeed. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

/** What a short form of a new hearing holds. */
export const typedHearing = { kind: 'draftBudget', date: '2026-12-12', time: '14:00', venue: 'Маданият үйү', village: 'Ала-Бука' }

/** A hearing that was prepared, and announced unless said otherwise. */
export async function seededHearing(
  app: App,
  place: Municipality,
  more: Partial<typeof typedHearing> & { announced?: boolean } = {},
): Promise<Hearing> {
  const { announced = true, ...typed } = more
  const asked = newHearingForm.parse({ ...typedHearing, ...typed })
  const { id } = must(await createHearing(app, OPERATOR, { ...asked, municipality: place.id }))
  if (announced) must(await announceHearing(app, OPERATOR, { id, version: 0 }))
  return hearingNow(app, place, id)
}

/** The hearing as its office sees it. */
export const hearingNow = async (app: App, place: Municipality, id: string): Promise<Hearing> =>
  must(await readOfficeHearing(app, OPERATOR, place.id, id)).hearing

/** One entered item. */
export const entry = (id: string, key: string, texts: readonly string[], kind: 'proposal' | 'question' = 'proposal') => ({
  ...{ id, key, channel: 'paper' as const, language: 'ky' as const },
  rows: texts.map((text, at) => ({ row: at + 1, item: { kind, text, village: 'Ала-Бука', sex: 'female' as const } })),
})
