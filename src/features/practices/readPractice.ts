import type { App } from '#src/app.ts'
import type { Adoption } from './rules/adoption.ts'
import { type PublishedPractice, publishedOf } from './rules/published.ts'
import { adoptionsOf } from './store/adoptions.ts'
import { selectPlaced } from './store/library.ts'
import { practiceBySlug } from './store/practices.ts'

export type ReadPractice =
  | { readonly state: 'public'; readonly practice: PublishedPractice; readonly adoptions: readonly Adoption[] }
  /** Was public once; the reason is its office's or DPI's own words. */
  | { readonly state: 'withdrawn'; readonly reason: string | undefined }

const LONGEST = 80

/** A practice of the library by its address part, with who adopted or wants it; undefined where none was ever public. */
export async function readPractice(app: App, slug: string): Promise<ReadPractice | undefined> {
  if (slug.length > LONGEST || !/^[a-z0-9-]+$/.test(slug)) return undefined
  const row = await practiceBySlug(app.store.read, slug)
  if (!row?.publishedAt) return undefined
  const [placed] = await selectPlaced(app.store.read, [row.id])
  const practice = placed && publishedOf(placed)
  if (!practice) return { state: 'withdrawn', reason: row.withdrawnReason ?? undefined }
  return { state: 'public', practice, adoptions: (await adoptionsOf(app.store.read, [row.id])).get(row.id) ?? [] }
}

/** The same for many, by id. */
export const readAdoptions = (app: App, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Adoption[]>> =>
  adoptionsOf(app.store.read, ids)
