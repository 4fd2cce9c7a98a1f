import type { CacheProvider } from 'astro'

/** Name of the header by which a rendered page tells the front what it depends on; it never leaves the server. */
export const TAGS_HEADER = 'x-ashar-page-tags'

/**
 * Astro's route cache, carried by the front (`pages.ts`): pages are kept before Astro's request handling, which is most
 * of a cached page's cost. Invalidation goes through the `page_change` table, so that every process hears of it.
 */
export default function frontProvider(): CacheProvider {
  return {
    name: 'ashar-front',
    setHeaders: options => new Headers(options.tags?.length ? { [TAGS_HEADER]: options.tags.join(' ') } : {}),
    invalidate: async () => {
      throw new Error('pages are invalidated by touchPages() in the transaction that changes them')
    },
  }
}
