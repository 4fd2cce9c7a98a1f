import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface EidPeer {
  readonly issuer: string
  readonly env: Record<'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET', string>
  /** Who signs in next: a subject, or `cancel`, who presses "no". */
  person: string | 'cancel'
  /** The personal number of a subject; undefined where the provider tells none. */
  numberOf: (subject: string) => string | undefined
  /** While set, every request is answered with a 500. */
  broken: boolean
  readonly stop: () => Promise<void>
}

const [CLIENT_ID, CLIENT_SECRET] = ['ashar', 'a secret of the tests']

/** A real provider of eIDs on loopback, whose only question answers itself: `person` signs in, or cancels. */
export async function startEidPeer(redirectUri: string): Promise<EidPeer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = {
    ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
    kid: 'a',
    alg: 'RS256',
  }
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] }], // prettier-ignore
    jwks: { keys: [key as never] },
    cookies: { keys: ['tests'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 3600, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    claims: { openid: ['sub'], profile: ['name', 'pin'] },
    // A provider's subject is its own; the personal number is told where the profile was asked for.
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, name: 'Nobody Must Know', pin: peer.numberOf(sub) }) }),
    loadExistingGrant: async context => {
      const grant = new provider.Grant({ clientId: CLIENT_ID, accountId: context.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const peer: EidPeer = {
    issuer,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET },
    person: 'cancel',
    numberOf: subject => subject,
    broken: false,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (peer.broken) return void response.writeHead(500).end()
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const result = peer.person === 'cancel' ? { error: 'access_denied' } : { login: { accountId: peer.person } }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  return peer
}

/** Follows the provider's redirects as a new browser does; the address of ours it ends at. */
export async function throughEid(address: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(address)
  for (let n = 0; n < 10 && at.origin === issuer; n += 1) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`the provider stops with ${response.status}: ${(await response.text()).slice(0, 300)}`)
    at = new URL(location, at)
  }
  return at
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}
