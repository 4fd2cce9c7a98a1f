import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { practiceSlugs } from './rules/address.ts'
import { NO_CONTENT } from './rules/content.ts'
import type { Topic } from './rules/topics.ts'
import type { Stepped } from './takeStep.ts'
import { insertPractice, slugsLike } from './store/practices.ts'

/** Begins a practice of a municipality: a draft with its Kyrgyz title and topic, which its office goes on writing. */
export async function createPractice(
  app: App,
  viewer: Viewer,
  input: { readonly municipalityId: string; readonly title: string; readonly topic: Topic; readonly isDemo?: boolean },
): Promise<Result<Stepped, 'forbidden' | 'practice.place'>> {
  const municipality = await readMunicipality(app, input.municipalityId)
  if (!may(viewer, 'practice.write', municipality ? placesOf(municipality) : [])) return err('forbidden')
  if (!municipality || municipality.endedOn !== undefined) return err('practice.place')
  return app.store.write(async tx => {
    const [id, at] = [app.newId(), app.now()]
    const slug = await freeSlug(input.title, one => slugsLike(tx, one))
    await insertPractice(tx, {
      ...{ id, slug, municipalityId: municipality.id, state: 'draft', version: 1 },
      content: {
        ...NO_CONTENT,
        topic: input.topic,
        texts: { ky: { title: input.title, problem: '', solution: '', result: '' } },
      },
      ...{ published: null, isPublic: false, topic: null, cost: null, publishedAt: null, revisedAt: null, chosenAt: null },
      ...{ submittedAt: null, withdrawnReason: null, source: null, isDemo: input.isDemo ?? false },
      ...{ createdAt: at, createdBy: actorOf(viewer), changedAt: at },
    })
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: 'practice.created', subject: { type: 'practice', id } },
      reason: 'begun by its office',
      detail: { place: municipality.id, topic: input.topic, demo: input.isDemo ?? false },
    })
    return ok({ id, slug, state: 'draft', version: 1 })
  })
}

/** The first address from a title that is not taken. */
export async function freeSlug(title: string, taken: (slug: string) => Promise<ReadonlySet<string>>): Promise<string> {
  let known: ReadonlySet<string> | undefined
  for (const slug of practiceSlugs(title)) {
    known ??= await taken(slug)
    if (!known.has(slug)) return slug
  }
  throw new Error('addresses never end')
}
