/**
 * Pages on which somebody votes. They are observed by nothing: neither counted, nor logged with address or instant, nor kept,
 * nor named to another page, since who votes when is nobody's business (the secret ballot's design, casting 2 and 5).
 */
export const isVotePath = (path: string): boolean => /^\/(ky|ru|en)\/pb\/[^/]+\/vote(\/|$)/.test(path)

export const VOTE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}
