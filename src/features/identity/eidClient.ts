import {
  allowInsecureRequests, ClientSecretBasic, clockSkew, clockTolerance, type Configuration, discovery,
} from 'openid-client' // prettier-ignore
import { machineNow } from '#platform/machineClock.ts'
import type { App } from '#src/app.ts'

const KEPT_MS = 3_600_000
/** An unanswering provider must not hold a page for long. */
const TIMEOUT_S = 8
/** Clocks that differ by less are taken as they are. */
const TOLERANCE_S = 60

const known = new Map<string, { readonly at: number; readonly client: Configuration }>()

/** The provider that the settings name, as it describes itself; asked again after an hour. Throws where it does not answer. */
export async function eidClient(app: App): Promise<Configuration | undefined> {
  const { oidc } = app.config
  if (!oidc) return undefined
  const id = JSON.stringify(oidc)
  const now = machineNow()
  const skew = { [clockSkew]: Math.round((app.now().getTime() - now) / 1000), [clockTolerance]: TOLERANCE_S }
  const found = known.get(id)
  // A clock that tests move is not the machine's: what was made for one is not kept for the other.
  const steady = Math.abs(skew[clockSkew]) < 2
  if (steady && found && now - found.at < KEPT_MS) return found.client
  const issuer = new URL(oidc.issuer)
  // The settings take plain http from this very machine only.
  const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : []
  const metadata = { client_secret: oidc.clientSecret, ...skew }
  const client = await discovery(issuer, oidc.clientId, metadata, ClientSecretBasic(oidc.clientSecret), {
    execute,
    timeout: TIMEOUT_S,
  })
  if (steady) known.set(id, { at: now, client })
  return client
}
