import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'

const FILES = 'tests/fixtures/budgets'

describe.skipIf(engineMissing())('budget import, as an operator runs it', () => {
  it('writes lines, totals and findings as JSON; a dry run and a refusal change nothing; wrong usage is 2', async () => {
    const settings = await freshDatabase()
    const env = { ...process.env, ...settings, LC_ALL: 'en_US.UTF-8', LOG_LEVEL: 'silent' }
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', ...args], { env, encoding: 'utf8' })
      return { status, stdout, stderr }
    }
    const about = ['--municipality', 'aleksandrovka', '--year', '2020', '--stage', 'approved']
    const dry = run('budget', 'import', `${FILES}/aleksandrovka-2020.csv`, ...about, '--dry-run', '--json')
    expect(dry.status, dry.stderr).toBe(0)
    const said = JSON.parse(dry.stdout)
    expect(said.totals).toEqual({ revenue: { plan: '20868500', actual: null }, expenditure: { plan: null, actual: null } })
    expect(said.lines).toHaveLength(18)
    expect(said.lines[4]).toMatchObject({ side: 'revenue', name: 'Кыймылсыз мүлктүн салыгы', plan: '351100', printed: '351,1' })
    expect(said.findings).toMatchObject([{ code: 'partsDoNotAddUp', row: 21, difference: '820900' }])
    const refused = run('budget', 'import', `${FILES}/broken-amount.csv`, ...about)
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('row 3, column C'.replace('row', 'Row'))
    const told = run('budget', 'import', `${FILES}/broken-amount.csv`, ...about, '--json')
    expect(told).toMatchObject({ status: 1, stderr: refused.stderr })
    expect(JSON.parse(told.stdout).refusals[0]).toMatchObject({
      path: 'C3',
      code: 'row.amount',
      message: expect.stringContaining('Row 3'),
    })
    const missing = run('budget', 'import', `${FILES}/missing.csv`, ...about, '--json')
    expect(missing.status).toBe(1)
    expect(JSON.parse(missing.stdout)).toMatchObject({ refusals: [{ code: 'file.missing' }] })
    const year = ['--municipality', 'aleksandrovka', '--year', '1890', '--stage', 'approved']
    expect(run('budget', 'import', `${FILES}/aleksandrovka-2020.csv`, ...year).stderr).toContain('from 1991 to 2100')
    expect(run('budget', 'import', `${FILES}/aleksandrovka-2020.csv`, '--year', '2020').status).toBe(2)
    expect(JSON.parse(run('export', 'budgets', '--format', 'json').stdout)).toEqual([])
    const kept = run('budget', 'import', `${FILES}/aleksandrovka-2020.csv`, ...about)
    expect(kept.stdout).toContain('Kept as version 1')
    const again = run('budget', 'import', `${FILES}/aleksandrovka-2020.csv`, ...about)
    expect(again).toMatchObject({ status: 1, stdout: '' })
    expect(again.stderr).toContain('is version 1 already')
    expect(JSON.parse(run('export', 'budgets', '--format', 'json').stdout)).toMatchObject([{ year: 2020, totals: said.totals }])
  }, 180_000)
})
