import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'

/** Runs the operator's tool whatever its exit status. */
const run = (args: readonly string[], env: Record<string, string>) =>
  new Promise<{ status: number; out: Buffer; wrong: string }>(resolve => {
    const child = execFile(
      process.execPath,
      ['src/cli/main.ts', ...args],
      { env: { ...process.env, LC_ALL: 'C', ...env }, encoding: 'buffer' },
      (_, out, wrong) => resolve({ status: child.exitCode ?? -1, out, wrong: wrong.toString() }),
    )
  })
// Each command is a process of its own: on a busy machine that takes seconds.
const SLOW = 300_000
const HEADINGS = 'SOATE;Name (Kyrgyz);Name (Russian);Population\n'
const GOOD = `${HEADINGS}41706255859000;Мырза-Аке айыл аймагы;айылный аймак Мырза-Аке;17805\n`
const BAD = `${GOOD}4170625;Кароол айыл аймагы;айылный аймак Кароол;көп\n`

async function prepared(text: string) {
  const env = await freshDatabase()
  mkdirSync(env.DATA_DIR, { recursive: true })
  const file = join(env.DATA_DIR, 'register.csv')
  writeFileSync(file, text)
  return { env, file }
}

describe.skipIf(engineMissing())('the commands for units', () => {
  it(
    'tell what would change, change it, and give it out',
    async () => {
      const { env, file } = await prepared(GOOD)
      const look = await run(['units', 'import', file, '--dry-run'], env)
      expect(look).toMatchObject({ status: 0, wrong: '' })
      expect(look.out.toString()).toContain('Population: Мырза-Аке айыл аймагы: – → 17805')
      expect(look.out.toString()).toContain('nothing was changed')
      const done = await run(['units', 'import', file, '--date', '2026-01-01', '--json'], env)
      expect(JSON.parse(done.out.toString())).toMatchObject({ applied: true, changes: [{ change: 'population', to: 17805 }] })
      const given = await run(['export', 'municipalities', '--format', 'json'], env)
      const all = JSON.parse(given.out.toString()) as { slug: string; population?: number; populationDate?: string }[]
      expect(all.find(one => one.slug === 'myrza-ake')).toMatchObject({ population: 17805, populationDate: '2026-01-01' })
      const sheet = await readSheet((await run(['export', 'municipalities', '--format', 'xlsx', '--lang', 'ky'], env)).out)
      expect(sheet[0]?.[0]).toBe('СОАТЕ коду')
      expect(sheet).toHaveLength(all.length + 1)
    },
    SLOW,
  )

  it(
    'refuse a wrong register with row and column in the operator’s language, and change nothing',
    async () => {
      const { env, file } = await prepared(BAD)
      const english = await run(['units', 'import', file], env)
      expect(english.status).toBe(1)
      expect(english.wrong).toContain('A3: Row 3, column A: a SOATE code has 14 digits')
      expect(english.wrong).toContain('D3: Row 3, column D: the population must be a whole number: “көп”')
      expect((await run(['units', 'import', file], { ...env, LC_ALL: 'ky_KG.UTF-8' })).wrong).toContain('3-сап, A мамычасы')
      const given = await run(['export', 'municipalities', '--format', 'json'], env)
      expect(given.out.toString()).not.toContain('17805')
    },
    SLOW,
  )

  it(
    'tell wrong usage from a refusal',
    async () => {
      const { env } = await prepared(GOOD)
      expect((await run(['units', 'import', 'x.csv', '--date', 'soon'], env)).status).toBe(2)
      expect((await run(['units', 'import', '/no/such/file.csv'], env)).status).toBe(1)
    },
    SLOW,
  )
})
