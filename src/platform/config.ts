import { z } from 'zod'
import { engineOf } from './engine.ts'
import { type AddressFault, outgoingFault } from './http/outgoing.ts'

const flag = z.stringbool({ error: 'must be 1 or 0' }).default(false)

const WEBHOOK_FAULTS: Record<AddressFault, string> = {
  userinfo: 'must not carry a name or password; the signature tells who sends',
  fragment: 'must not carry a #fragment',
  plainHttp: 'must begin with https:// (http:// only for this machine itself)',
}

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])
const isLocal = (url: string): boolean => URL.canParse(url) && LOCAL_HOSTS.has(new URL(url).hostname)

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
type Oidc = (typeof OIDC)[number]
/** All three or none: what is there beside a missing one makes it a fault. */
const fitsOidc = (name: Oidc) => (value: Partial<Record<Oidc, string | undefined>>) =>
  value[name] !== undefined || OIDC.every(one => value[one] === undefined)
const withOidc = (name: Oidc) => ({ when: () => true, path: [name], error: 'is needed with the other OIDC settings' })

const settings = z
  .object({
    HOST: z.string().optional(),
    PORT: z.coerce.number().int().min(0).max(65535).default(4321),
    SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z
      .string()
      .regex(/^(file:|postgres(ql)?:\/\/)/, 'must begin with file: or postgres://')
      .optional(),
    DATABASE_REPLICA_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
    DPI_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, abort: true })
      .superRefine((url, context) => {
        const fault = outgoingFault(url)
        if (fault) context.addIssue({ code: 'custom', message: WEBHOOK_FAULTS[fault] })
      })
      .optional(),
    DPI_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'must be whsec_ and base64')
      .optional(),
    DPI_PULL_TOKEN: z.string().min(24, 'must have 24 characters or more').optional(),
    ASHAR_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
    OIDC_ISSUER: z
      .url({ protocol: /^https?$/, abort: true })
      .superRefine((url, context) => {
        const fault = outgoingFault(url)
        if (fault) context.addIssue({ code: 'custom', message: WEBHOOK_FAULTS[fault] })
      })
      .optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
      .optional(),
    MAIL_FROM: z.string().default('Ashar <no-reply@localhost>'),
    TRUST_PROXY: flag,
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ASHAR_WORKER: z.enum(['on', 'off']).default('on'),
    ASHAR_DEMO: flag,
  })
  // What belongs together is checked beside what is wrong alone, so that every fault is told at once.
  .refine(value => !value.DPI_WEBHOOK_URL || value.DPI_WEBHOOK_SECRET, {
    when: () => true,
    path: ['DPI_WEBHOOK_SECRET'],
    error: 'is needed with DPI_WEBHOOK_URL',
  })
  .refine(fitsOidc('OIDC_ISSUER'), withOidc('OIDC_ISSUER'))
  .refine(fitsOidc('OIDC_CLIENT_ID'), withOidc('OIDC_CLIENT_ID'))
  .refine(fitsOidc('OIDC_CLIENT_SECRET'), withOidc('OIDC_CLIENT_SECRET'))
  .refine(value => !value.DATABASE_REPLICA_URL || engineOf(value.DATABASE_URL) === 'postgres', {
    when: () => true,
    path: ['DATABASE_REPLICA_URL'],
    error: 'needs a PostgreSQL DATABASE_URL',
  })
  .refine(value => !value.ASHAR_DEMO || !value.SITE_URL || isLocal(value.SITE_URL), {
    when: () => true,
    path: ['ASHAR_DEMO'],
    error: 'is refused with a SITE_URL that is not local',
  })

export interface Config {
  readonly host: string
  readonly port: number
  /** Without a slash at the end. */
  readonly siteUrl: string
  readonly dataDir: string
  readonly databaseUrl: string
  readonly replicaUrl: string | undefined
  readonly dpi: { readonly webhook: { url: string; secret: string } | undefined; readonly pullToken: string | undefined }
  /** Signs and seals what only this portal may read; undefined: `DATA_DIR/secret`. */
  readonly secret: string | undefined
  /** Sign-in with eID. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly trustProxy: boolean
  readonly logLevel: string
  readonly worker: boolean
  readonly demo: boolean
}

/** All wrong settings at once, each with its name. */
export class ConfigError extends Error {}

/** Reads and checks the settings; throws `ConfigError` naming every wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable means unset, as compose files and systemd units write it.
  const parsed = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success)
    throw new ConfigError(
      `Settings to mend:\n${parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    )
  const value = parsed.data
  return {
    // A demonstration's passwords are printed: unless told otherwise it listens to this machine only.
    host: value.HOST ?? (value.ASHAR_DEMO ? '127.0.0.1' : '0.0.0.0'),
    port: value.PORT,
    siteUrl: (value.SITE_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL ?? `file:${value.DATA_DIR}/ashar.db`,
    replicaUrl: value.DATABASE_REPLICA_URL,
    dpi: {
      webhook:
        value.DPI_WEBHOOK_URL && value.DPI_WEBHOOK_SECRET
          ? { url: value.DPI_WEBHOOK_URL, secret: value.DPI_WEBHOOK_SECRET }
          : undefined,
      pullToken: value.DPI_PULL_TOKEN,
    },
    secret: value.ASHAR_SECRET,
    oidc:
      value.OIDC_ISSUER && value.OIDC_CLIENT_ID && value.OIDC_CLIENT_SECRET
        ? { issuer: value.OIDC_ISSUER, clientId: value.OIDC_CLIENT_ID, clientSecret: value.OIDC_CLIENT_SECRET }
        : undefined,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    trustProxy: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    worker: value.ASHAR_WORKER === 'on',
    demo: value.ASHAR_DEMO,
  }
}
