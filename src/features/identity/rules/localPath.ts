const OURS = /^\/(ky|ru|en)(\/|$)/

/** An address of our own pages to go back to, or undefined: a path that no browser reads as another site's. */
export function localPath(next: string | null | undefined): string | undefined {
  if (!next || !OURS.test(next) || /[\\\p{Cc}]/u.test(next)) return undefined
  const base = 'http://here.invalid'
  try {
    const url = new URL(next, base)
    // Asked again of what dots resolve to: `/ky/..//x` is another site.
    return url.origin === base && OURS.test(url.pathname) ? url.pathname + url.search : undefined
  } catch {
    return undefined
  }
}
