import type { Viewer } from '#features/identity/rules/viewer.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { createPractice } from '#features/practices/createPractice.ts'
import { publishPractice } from '#features/practices/publishPractice.ts'
import type { PracticeContent } from '#db/schema/practices.ts'
import { savePractice } from '#features/practices/savePractice.ts'
import { submitPractice } from '#features/practices/submitPractice.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** A practice that may be handed in: in Kyrgyz and Russian, with all that is asked for. */
export const goodContent = (change: Partial<PracticeContent> = {}): PracticeContent => ({
  topic: 'lighting',
  texts: {
    ky: {
      title: 'Күн менен иштеген көчө чырактары',
      problem: 'Мектепке барчу көчө караңгы болчу.\n\nБалдар кышында жарыксыз басчу.',
      solution: 'Айыл өкмөтү менен тургундар 40 мамы орнотту.',
      result: 'Көчө түнкүсүн жарык болуп калды.',
    },
    ru: {
      title: 'Уличные фонари на солнечных батареях',
      problem: 'Улица к школе была тёмной.',
      solution: 'Айыл окмоту и жители поставили 40 столбов.',
      result: 'Ночью на улице светло.',
    },
  },
  cost: 60_000_000,
  shares: { localBudget: 40_000_000, residents: 20_000_000 },
  covered: 2_400,
  from: '2024-03',
  to: '2024-09',
  figures: [{ what: { ky: 'Жарык көчөлөр', ru: 'Освещённых улиц' }, unit: { ky: 'көчө', ru: 'улиц' }, before: '2', after: '11' }],
  contact: { office: 'Айыл өкмөтүнүн инфраструктура бөлүмү', phone: '+996 3742 5 00 00', email: 'ayil@example.kg' },
  ...change,
})

/** What a use case that must succeed answers. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

/** A draft with everything in it. */
export async function written(
  app: App,
  municipalityId: string,
  change: Partial<PracticeContent> = {},
  viewer: Viewer = OPERATOR,
) {
  const content = goodContent(change)
  const begun = done(
    await createPractice(app, viewer, { municipalityId, title: content.texts.ky?.title ?? 'Тажрыйба', topic: 'lighting' }),
  )
  return done(await savePractice(app, viewer, { ...begun, content }))
}
export const submitted = async (app: App, municipalityId: string, change: Partial<PracticeContent> = {}) =>
  done(await submitPractice(app, OPERATOR, await written(app, municipalityId, change)))
export const published = async (app: App, municipalityId: string, change: Partial<PracticeContent> = {}) =>
  done(await publishPractice(app, OPERATOR, await submitted(app, municipalityId, change)))
