import { seedBase } from '#db/seed/base.ts'
import { budget, budgetLine } from '#db/schema/budgets.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import { type Sending, submitFeedback } from '#features/feedback/submitFeedback.ts'
import type { App } from '#src/app.ts'

export const ALA_BUKA = '41703204808000'
export const BARPY = '41703220812000'

/** Units of the country, and one municipality of them. */
export async function seededPlace(app: App, key = ALA_BUKA): Promise<Municipality> {
  await seedBase(app)
  const place = await readMunicipality(app, key)
  if (!place) throw new Error(`no municipality ${key}`)
  return place
}

/** One approved budget with one line, without the checks of an import. */
export async function seededLine(
  app: App,
  municipalityId: string,
  names: { ky?: string; ru?: string; en?: string } = {},
  year = 2026,
): Promise<{ budgetId: string; lineId: string }> {
  const [budgetId, lineId] = [app.newId(), app.newId()]
  await app.store.write(async tx => {
    await tx.insert(budget).values({
      id: budgetId,
      municipalityId,
      year,
      stage: 'approved',
      version: 1,
      isCurrent: true,
      printedUnit: 'thousandSom',
      sourceTitle: 'A resolution',
      isDemo: false,
      importedAt: app.now(),
      importedBy: 'operator',
      lineCount: 1,
      findingCount: 0,
    })
    await tx.insert(budgetLine).values({
      id: lineId,
      budgetId,
      position: 0,
      side: 'expenditure',
      kind: 'line',
      name: 'Көчөлөрдү жарыктандыруу',
      nameKy: names.ky,
      nameRu: names.ru,
      nameEn: names.en,
      isDelegated: false,
      plan: 1_200_000_00,
    })
  })
  return { budgetId, lineId }
}

/** A word that is accepted, as the API would send it. */
export const goodWord = (municipality: string) => ({
  kind: 'complaint',
  municipality,
  subject: { type: 'service' },
  service: 'L04',
  ratings: { Q1: 2, Q3: 1 },
  text: 'Суу күнүнө эки саат гана келет.',
  language: 'ky',
  consent: { publish: true, shareContact: false },
})

/** Sends `word` through the use case, parsed as every door parses it. */
export const send = (app: App, word: object, sending: Partial<Sending> = {}) =>
  submitFeedback(app, sending.channel === 'paper' ? OPERATOR : VISITOR, feedbackInput.parse(word), {
    channel: 'web',
    language: 'ky',
    ...sending,
  })

/** The same, where it must succeed. */
export async function sent(app: App, word: object, sending: Partial<Sending> = {}) {
  const result = await send(app, word, sending)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
