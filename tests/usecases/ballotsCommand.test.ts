import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boxEnvelope } from '#db/schema/ballotBox.ts'
import { pbPhase } from '#db/schema/pbCycles.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { openBoxOf, putBallot } from '#tests/support/ballotBox.ts'

/** Runs the operator's tool, whatever it ends with. */
function ran(
  args: readonly string[],
  env: Record<string, string>,
  input = '',
): Promise<{ status: number; out: string; err: string }> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/cli/main.ts', 'ballots', ...args], { env: { ...inherited, ...env } })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  child.stdin.end(input)
  return new Promise(resolve => child.on('close', status => resolve({ status: status ?? -1, out, err })))
}

describe.skipIf(engineMissing())('the command `ballots`', () => {
  it('rehearses, closes, opens and verifies; sheets come from files or the input, and a slip ends with status 1', async () => {
    const app = await testApp()
    const box = await openBoxOf(app)
    const env = { DATABASE_URL: app.config.databaseUrl, DATA_DIR: app.config.dataDir, LOG_LEVEL: 'silent' }
    const { id } = box.cycle
    mkdirSync(app.config.dataDir, { recursive: true })
    const files = box.sheets.slice(0, 2).map((sheet, n) => {
      const file = join(app.config.dataDir, `sheet${n}`)
      writeFileSync(file, sheet)
      return ['--sheet', file]
    })
    expect(await ran(['rehearse', id, ...files.flat()], env)).toMatchObject({ status: 0, err: '' })
    const wrong = await ran(['rehearse', id], env, `${box.sheets[0]}\n${box.sheets[1].replace(/^./, '!')}`)
    expect(wrong).toMatchObject({ status: 1, err: expect.stringContaining('sheet2: There is a slip in line 1') })
    expect(await ran(['close', id], env)).toMatchObject({ status: 1, err: expect.stringContaining('[box.tooEarly]') })
    for (let n = 0; n < 3; n += 1) await putBallot(app, box, [{ project: 'aryk' }])

    // Voting ended yesterday.
    const before = (days: number) => new Date(Date.now() - days * 86_400_000)
    await app.store.write(async tx => {
      await tx.update(pbPhase).set({ startsAt: before(9), endsAt: before(1), onlineEndsAt: null })
    })
    const closed = await ran(['close', id, '--json'], env)
    const { head } = JSON.parse(closed.out) as { head: string }
    expect(JSON.parse(closed.out)).toMatchObject({ envelopes: 3, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await ran(['close', id], env)).out).toContain(head)
    const opened = await ran(['open', id, '--json'], env, `${box.sheets[2]}\n\n${box.sheets[0].replace(/\s/g, '')}\n`)
    expect(JSON.parse(opened.out)).toEqual({ ballots: 3, spoiled: [] })
    const verified = await ran(['verify', id, '--sheets', '--json'], env, `${box.sheets[1]}\n${box.sheets[2]}`)
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true, head, ballots: 'same' })

    await app.store.write(async tx => {
      const [one] = await tx.select().from(boxEnvelope).limit(1)
      await tx.insert(boxEnvelope).values({ ...(one as typeof boxEnvelope.$inferSelect), receipt: 'SLIPPEDIN00000000000' })
    })
    const after = await ran(['verify', id], env)
    expect(after).toMatchObject({ status: 1, out: expect.stringContaining('BROKEN: 4 envelopes') })
    expect((await ran(['open'], env)).status).toBe(2)
    expect((await ran(['close', 'nowhere'], env)).status).toBe(1)
  }, 300_000)
})
