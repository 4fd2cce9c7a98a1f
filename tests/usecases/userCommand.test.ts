import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { roleGrant } from '#db/schema/identity.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { ALA_BUKA, seededPlace } from '#tests/support/feedback.ts'

type Ran = { readonly status: number | null; readonly out: string; readonly err: string }
function cli(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/cli/main.ts', 'user', ...args], {
    env: { ...inherited, ...env } as Record<string, string>,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  return new Promise(resolve => child.once('close', status => resolve({ status, out, err })))
}
// Each command starts a process of its own, which a busy machine takes its time for.
const SLOW = 240_000

describe.skipIf(engineMissing())("the operator's commands for people", () => {
  it(
    'user add, grant and revoke: by SOATE code or address, each refusal with what and where',
    async () => {
      const app = await testApp()
      const place = await seededPlace(app)
      const oblast = await readUnit(app, 'jalal-abad-oblast')
      const env = { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.databaseUrl, LC_ALL: 'C.UTF-8' }
      const grants = async () => (await app.store.read.select().from(roleGrant)).map(row => [row.role, row.unitId])
      const who = ['--email', 'Nurlan@ala-buka.example']

      const added = await cli(['add', ...who, '--role', 'publisher', '--municipality', ALA_BUKA, '--lang', 'ru'], env)
      expect(added).toMatchObject({ status: 0, err: '' })
      expect(added.out.trim().split('\n').at(-1)).toMatch(/^http:\/\/localhost:\d+\/ru\/link\/[\w-]{43}$/)
      expect(await grants()).toEqual([['publisher', place.id]])

      const refused = await Promise.all([
        cli(['add', ...who, '--role', 'dpi'], env),
        cli(['add', '--email', 'a@b.example', '--role', 'editor'], env),
        cli(['add', '--email', 'a@b.example', '--role', 'editor', '--municipality', 'nowhere'], env),
        cli(['add', '--email', 'a@b.example', '--role', 'branch', '--municipality', ALA_BUKA], env),
        cli(['grant', '--email', 'a@b.example', '--role', 'dpi'], env),
        cli(['revoke', ...who, '--role', 'dpi', '--reason', 'x'], env),
      ])
      expect(refused.map(one => [one.status, /\[([\w.]+)\]/.exec(one.err)?.[1]])).toEqual([
        [1, 'account.emailTaken'],
        [1, 'grant.needsMunicipality'],
        [1, 'grant.place'],
        [1, 'grant.needsOblast'],
        [1, 'account.unknown'],
        [1, 'grant.unknown'],
      ])
      const wrong = await Promise.all([
        cli(['add', ...who, '--role', 'king'], env),
        cli(['add', ...who, '--role', 'branch', '--municipality', ALA_BUKA, '--oblast', 'jalal-abad-oblast'], env),
        cli(['revoke', ...who, '--role', 'publisher', '--municipality', ALA_BUKA], env),
      ])
      expect(wrong.map(one => one.status)).toEqual([2, 2, 2])
      expect(await grants()).toHaveLength(1)

      expect(await cli(['grant', ...who, '--role', 'branch', '--oblast', 'jalal-abad-oblast'], env)).toMatchObject({ status: 0 })
      expect(await grants()).toEqual(expect.arrayContaining([['branch', oblast?.id]]))
      const taken = ['revoke', ...who, '--role', 'publisher', '--municipality', place.slug, '--reason', 'works elsewhere now']
      expect(await cli(taken, env)).toMatchObject({ status: 0, err: '' })
      expect(await grants()).toEqual([['branch', oblast?.id]])
      const trail = await app.store.read.select().from(auditEntry)
      expect(trail.at(-1)).toMatchObject({ actor: 'operator', action: 'account.roleTakenBack', reason: 'works elsewhere now' })
    },
    SLOW,
  )
})
