import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { cli } from '#tests/support/cli.ts'
import { goodWord } from '#tests/support/feedback.ts'
import { startServer } from '#tests/support/server.ts'

describe.skipIf(engineMissing())('a kept page', () => {
  it('shows the new name of its place as soon as the register brings one', { timeout: 300_000 }, async () => {
    const server = await startServer({ ASHAR_WORKER: 'off' })
    onTestFinished(() => server.stop())
    const answer = await fetch(`${server.url}/api/v1/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(goodWord('41706255859000')),
    })
    const { reference } = (await answer.json()) as { reference: string }
    const pages = ['/ru/m/myrza-ake', '/ru/m/myrza-ake/services', `/ru/feedback/${reference}`]
    const read = async (path: string) => (await fetch(server.url + path)).text()
    for (const path of pages) expect(await read(path)).toContain('Мырза-Аке')
    const file = join(inject('folder'), `renamed-${reference}.csv`)
    writeFileSync(file, 'SOATE;Name (Kyrgyz);Name (Russian)\n41706255859000;Жаңы-Аке айыл аймагы;айылный аймак Жаны-Аке\n')
    const settings = { DATA_DIR: server.env.DATA_DIR ?? '', DATABASE_URL: server.env.DATABASE_URL ?? '' }
    await cli(['units', 'import', file, '--date', '2026-01-01'], settings)
    // On PostgreSQL another process's change is looked up once a second.
    for (const path of pages)
      await vi.waitFor(async () => expect(await read(path)).toContain('Жаны-Аке'), { timeout: 5_000, interval: 200 })
  })
})
