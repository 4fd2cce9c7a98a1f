import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '#platform/config.ts'

const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('settings', () => {
  it('have defaults that serve a local trial', () => {
    expect(readConfig({})).toMatchObject({
      port: 4321,
      siteUrl: 'http://localhost:4321',
      databaseUrl: 'file:./data/ashar.db',
      worker: true,
      demo: false,
      trustProxy: false,
      logLevel: 'info',
      dpi: {},
    })
    expect(readConfig({ DATA_DIR: '/srv/ashar' }).databaseUrl).toBe('file:/srv/ashar/ashar.db')
    expect(readConfig({ SITE_URL: 'https://ashar.example/' }).siteUrl).toBe('https://ashar.example')
  })

  it('let a demonstration, whose passwords are printed, listen to its own machine only', () => {
    expect(readConfig({}).host).toBe('0.0.0.0')
    expect(readConfig({ ASHAR_DEMO: '1' }).host).toBe('127.0.0.1')
    expect(readConfig({ ASHAR_DEMO: '1', HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  it('read an empty variable as unset, every one of them', () => {
    const names = ['HOST', 'PORT', 'SITE_URL', 'DATA_DIR', 'DATABASE_URL', 'DATABASE_REPLICA_URL', 'DPI_WEBHOOK_URL']
    const more = ['DPI_WEBHOOK_SECRET', 'DPI_PULL_TOKEN', 'SMTP_URL', 'TRUST_PROXY', 'LOG_LEVEL', 'ASHAR_WORKER', 'ASHAR_DEMO']
    const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'ASHAR_SECRET']
    expect(readConfig(Object.fromEntries([...names, ...more, ...oidc].map(name => [name, ''])))).toEqual(readConfig({}))
  })

  it('are refused all at once, each by its name and never with its value', () => {
    const message = faultsOf({
      PORT: 'many',
      SITE_URL: 'javascript:alert(1)',
      DATABASE_URL: 'mysql://secret-place',
      DPI_WEBHOOK_URL: 'https://dpi.example/in',
      DPI_WEBHOOK_SECRET: 'secret-without-prefix',
      DPI_PULL_TOKEN: 'secret-short',
      SMTP_URL: 'secret-host:25',
      LOG_LEVEL: 'loud',
      ASHAR_WORKER: 'sometimes',
      TRUST_PROXY: 'perhaps',
    })
    for (const name of ['PORT', 'SITE_URL', 'DATABASE_URL', 'DPI_WEBHOOK_SECRET', 'DPI_PULL_TOKEN', 'SMTP_URL'])
      expect(message).toContain(`\n  ${name}: `)
    for (const name of ['LOG_LEVEL', 'ASHAR_WORKER', 'TRUST_PROXY']) expect(message).toContain(`\n  ${name}: `)
    expect(message).not.toContain('secret-')
    const together = faultsOf({
      PORT: 'many',
      DPI_WEBHOOK_URL: 'https://dpi.example/in',
      ASHAR_DEMO: '1',
      SITE_URL: 'https://a.example',
    })
    for (const name of ['PORT', 'DPI_WEBHOOK_SECRET', 'ASHAR_DEMO']) expect(together).toContain(`\n  ${name}: `)
  })

  it('refuse the demo on an address that others reach', () => {
    expect(faultsOf({ ASHAR_DEMO: '1', SITE_URL: 'https://ashar.example' })).toContain('ASHAR_DEMO')
    expect(readConfig({ ASHAR_DEMO: '1', SITE_URL: 'http://localhost:8080' }).demo).toBe(true)
    expect(readConfig({ ASHAR_DEMO: 'true' }).demo).toBe(true)
    expect(readConfig({ ASHAR_DEMO: '0', SITE_URL: 'https://ashar.example' }).demo).toBe(false)
  })

  it('take a provider of eIDs with all three settings, over https or from this machine', () => {
    const all = { OIDC_ISSUER: 'https://esi.example', OIDC_CLIENT_ID: 'ashar', OIDC_CLIENT_SECRET: 'x' }
    expect(readConfig(all).oidc).toEqual({ issuer: 'https://esi.example', clientId: 'ashar', clientSecret: 'x' })
    expect(readConfig({ ...all, OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc?.issuer).toBe('http://127.0.0.1:9000')
    expect(readConfig({}).oidc).toBeUndefined()
    for (const one of Object.keys(all)) {
      const faults = faultsOf({ [one]: all[one as keyof typeof all] })
      for (const name of Object.keys(all)) expect(faults.includes(`\n  ${name}: `), `${name} beside ${one}`).toBe(name !== one)
    }
    expect(faultsOf({ ...all, OIDC_ISSUER: 'http://esi.example' })).toContain('\n  OIDC_ISSUER: ')
    expect(faultsOf({ ...all, OIDC_ISSUER: 'https://user:secret-word@esi.example' })).not.toContain('secret-word')
    expect(faultsOf({ ASHAR_SECRET: 'secret-short' })).toMatch(/ASHAR_SECRET: must have 32/)
  })

  it('need what belongs together', () => {
    expect(faultsOf({ DPI_WEBHOOK_URL: 'https://dpi.example/in' })).toContain('DPI_WEBHOOK_SECRET')
    expect(faultsOf({ DATABASE_REPLICA_URL: 'postgres://replica/ashar' })).toContain('DATABASE_REPLICA_URL')
    expect(
      readConfig({ DPI_WEBHOOK_URL: 'https://dpi.example/in', DPI_WEBHOOK_SECRET: 'whsec_c2VjcmV0c2VjcmV0' }).dpi.webhook,
    ).toEqual({
      url: 'https://dpi.example/in',
      secret: 'whsec_c2VjcmV0c2VjcmV0',
    })
  })
})
