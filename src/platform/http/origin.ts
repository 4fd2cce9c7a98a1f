export interface OriginFacts {
  readonly method: string
  readonly origin: string | null
  readonly fetchSite: string | null
  readonly referer: string | null
  /** Host the browser asked for, as the proxy or the request says. */
  readonly host: string | null
  readonly siteUrl: string
  /** Whether the request carries a session that somebody could abuse. */
  readonly hasSession: boolean
  /** The page before asked browsers for no referrer, so those that know no Sec-Fetch-Site say "null" for our own pages, too. */
  readonly hidesReferrer?: boolean
}

/**
 * Addresses where one press in a mail program ends mail (RFC 8058): the program, or its provider, posts there without cookies
 * and from wherever it is. What it may do hangs on the token alone; the page looks at no session.
 */
export const isOneClick = (path: string): boolean => /^\/(ky|ru|en)\/unsubscribe\/[\w-]{20,64}$/.test(path)

const hostOf = (url: string): string | undefined => {
  try {
    return new URL(url).host
  } catch {
    return undefined
  }
}

/**
 * Whether a writing request comes from our own pages. Browsers say so by Origin or Sec-Fetch-Site; old ones by Referer;
 * where all three are missing, only requests without a session pass, since there is nothing to forge.
 */
export function comesFromOurPages(facts: OriginFacts): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(facts.method)) return true
  const ours = new Set([facts.host, hostOf(facts.siteUrl)].filter(host => host !== null && host !== undefined))
  // "null" is sent by sandboxed frames, and by browsers after a redirect between sites.
  if (facts.origin === 'null' && facts.fetchSite === null && facts.hidesReferrer) return true
  if (facts.origin !== null)
    return facts.origin !== 'null' ? ours.has(hostOf(facts.origin) ?? '') : facts.fetchSite === 'same-origin'
  if (facts.fetchSite !== null) return facts.fetchSite === 'same-origin' || facts.fetchSite === 'none'
  if (facts.referer !== null) return ours.has(hostOf(facts.referer) ?? '')
  return !facts.hasSession
}
