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
}

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
  if (facts.origin !== null && facts.origin !== 'null') return ours.has(hostOf(facts.origin) ?? '')
  // "null" is sent by sandboxed frames, and from our own pages that tell no referrer. Browsers too old for Sec-Fetch-Site
  // say no more than that, and pass where there is no session to abuse.
  if (facts.origin === 'null') return facts.fetchSite === null ? !facts.hasSession : facts.fetchSite === 'same-origin'
  if (facts.fetchSite !== null) return facts.fetchSite === 'same-origin' || facts.fetchSite === 'none'
  if (facts.referer !== null) return ours.has(hostOf(facts.referer) ?? '')
  return !facts.hasSession
}
