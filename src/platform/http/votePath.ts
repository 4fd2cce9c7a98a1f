/**
 * Pages on which somebody votes. They are observed by nothing: neither counted, nor logged with address or instant, nor kept,
 * nor named to another page, since who votes when is nobody's business (the secret ballot's design, casting 2 and 5).
 */
export const isVotePath = (path: string): boolean => /^\/(ky|ru|en)\/pb\/[^/]+\/vote(\/|$)/.test(path)

/** The same, with the address that providers of eIDs send voters back to, which is that of every sign-in with an eID. */
export const leavesNoTrace = (path: string): boolean => isVotePath(path) || path === '/eid/callback'

export const VOTE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}
