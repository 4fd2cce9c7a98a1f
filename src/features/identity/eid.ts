import { createHmac } from 'node:crypto'
import * as oidc from 'openid-client'
import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { eidClient } from './eidClient.ts'

/** What an eID is asked for. Whoever starts says what for, and gets it back at the end, unchanged. */
export type EidPurpose =
  | { readonly for: 'signIn'; readonly next?: string | undefined }
  | { readonly for: 'link'; readonly accountId: string }
  /** To vote in a cycle; `number` where its rules join all channels by the personal number. */
  | { readonly for: 'vote'; readonly cycle: string; readonly number: boolean }

/** Who a voter is, for the one function that hashes it; nobody else sees it. */
export interface EidFacts {
  readonly issuer: string
  readonly subject: string
  /** The personal number, where it was asked for and the provider tells it. */
  readonly number?: string | undefined
}

export type EidFault = 'eid.off' | 'eid.down' | 'eid.cancelled' | 'eid.expired' | 'eid.mixedUp' | 'eid.clock' | 'eid.refused'

/** People fetch their phone, and forget a PIN. */
const FLOW_MS = 10 * 60_000
const KEY = 'eID sign-in under way'
/** Each attempt may ask the provider, and wait for it. */
const perSender = rateLimit(30, 600)
/** A village votes from one address in an evening; beginning costs the provider nothing. */
const perVotingSender = rateLimit(600, 600)

export interface Finished {
  readonly issuer: string
  readonly subjectHash: string
  readonly purpose: EidPurpose
  /** For a vote, where the key could be made. */
  readonly voterKey?: string | undefined
}

interface Flow {
  readonly purpose: EidPurpose
  readonly lang: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly until: number
}

export const eidReturnAddress = (app: App): string => `${app.config.siteUrl}/eid/callback`

/**
 * Begins: where to send the browser, and what its cookie holds meanwhile (sealed; ten minutes). Code flow with PKCE, state
 * and nonce; the only scope is `openid`, and `profile` for a vote that needs the personal number.
 */
export async function startEid(
  app: App,
  purpose: EidPurpose,
  lang: string,
  from: { readonly sender: string },
): Promise<Result<{ address: string; flow: string }, 'eid.off' | 'eid.down' | 'signIn.tooMany'>> {
  const seconds = await (purpose.for === 'vote' ? perVotingSender : perSender).take(from.sender)
  if (seconds !== undefined) return err('signIn.tooMany', { values: { seconds, minutes: Math.ceil(seconds / 60) } })
  let client: oidc.Configuration | undefined
  try {
    client = await eidClient(app)
  } catch (error) {
    app.log.warn({ err: error }, 'the eID provider does not answer')
    return err('eid.down')
  }
  if (!client) return err('eid.off')
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const address = oidc.buildAuthorizationUrl(client, {
    redirect_uri: eidReturnAddress(app),
    scope: purpose.for === 'vote' && purpose.number ? 'openid profile' : 'openid',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: lang,
  })
  const flow: Flow = { purpose, lang, state, nonce, verifier, until: app.now().getTime() + FLOW_MS }
  return ok({ address: address.href, flow: seal(app.serverKey(KEY), JSON.stringify(flow), app.random) })
}

/** The flow that a cookie holds; undefined where it is missing, over or not ours. */
function flowOf(app: App, cookie: string | undefined): Flow | undefined {
  try {
    const flow = JSON.parse(unseal(app.serverKey(KEY), cookie ?? '')) as Flow
    return flow.until > app.now().getTime() ? flow : undefined
  } catch {
    return undefined
  }
}
/** In which language and what for it was begun, as far as it is known. */
export const eidBegun = (app: App, cookie: string | undefined): Pick<Flow, 'lang' | 'purpose'> | undefined => flowOf(app, cookie)

/**
 * Ends: who stands behind the eID, as an HMAC under the server's secret. The subject itself, which may be a personal number,
 * and every other claim are forgotten here; none is logged. For a vote, `voterKeyOf` makes the key of the voter from them under
 * the key of the cycle, which is another secret.
 */
export async function finishEid(
  app: App,
  query: URLSearchParams,
  cookie: string | undefined,
  voterKeyOf?: (cycle: string, facts: EidFacts) => string | undefined,
): Promise<Result<Finished, EidFault>> {
  const flow = flowOf(app, cookie)
  if (!flow) return err('eid.expired')
  const address = new URL(eidReturnAddress(app))
  address.search = query.toString()
  if (query.get('state') !== flow.state) return err('eid.mixedUp')
  try {
    const client = await eidClient(app)
    if (!client) return err('eid.off')
    const { state, nonce, verifier } = flow
    const tokens = await oidc.authorizationCodeGrant(client, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims?.sub) return err('eid.refused')
    const fact = JSON.stringify([claims.iss, claims.sub])
    const subjectHash = createHmac('sha256', app.serverKey('eID subjects')).update(fact).digest('hex')
    const { purpose } = flow
    const finished = { issuer: claims.iss, subjectHash, purpose }
    if (purpose.for !== 'vote') return ok(finished)
    const number = purpose.number ? await numberOf(client, tokens, claims) : undefined
    return ok({ ...finished, voterKey: voterKeyOf?.(purpose.cycle, { issuer: claims.iss, subject: claims.sub, number }) })
  } catch (error) {
    const fault = faultOf(error)
    // Only the kind of the fault: messages and causes may carry claims.
    app.log.warn({ fault, kind: codeOf(error) }, 'an eID sign-in ended in a fault')
    return err(fault)
  }
}

/** What providers call the personal number (ПИН) of a citizen. */
const NUMBER_CLAIMS = ['pin', 'personal_number', 'national_id']

/** The personal number as the id token or, where it is silent, the provider's page about its user tells it. */
async function numberOf(
  client: oidc.Configuration,
  tokens: oidc.TokenEndpointResponse,
  claims: oidc.IDToken,
): Promise<string | undefined> {
  const said = (from: Readonly<Record<string, unknown>>) =>
    NUMBER_CLAIMS.map(name => String(from[name] ?? '').replace(/\s/g, '')).find(one => /^\d{14}$/.test(one))
  const inToken = said(claims)
  if (inToken || !client.serverMetadata().userinfo_endpoint) return inToken
  return said(await oidc.fetchUserInfo(client, tokens.access_token, claims.sub))
}

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown'
}

function faultOf(error: unknown): EidFault {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? 'eid.cancelled' : 'eid.refused'
  // A code that was used before, or is none: the provider says invalid_grant.
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant' ? 'eid.expired' : 'eid.refused'
  const code = codeOf(error)
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'eid.clock'
  if (/^OAUTH_/.test(code) && code !== 'OAUTH_TIMEOUT' && code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM') return 'eid.refused'
  return 'eid.down'
}
