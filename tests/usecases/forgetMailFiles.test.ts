import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetMailFiles } from '#features/notices/forgetMailFiles.ts'
import { machineNow } from '#platform/machineClock.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const DAY = 24 * 3_600_000

describe.skipIf(engineMissing())('mail that lies in files', () => {
  it('is kept for a month and no longer, and an empty folder is no fault', async () => {
    let now = new Date(machineNow())
    const app = await testApp({ now: () => now })
    await forgetMailFiles(app)
    const folder = join(app.config.dataDir, 'mail')
    await app.mail.send({ id: app.newId(), to: 'a@example.kg', subject: 'x', text: 'y' })
    now = new Date(machineNow() + 29 * DAY)
    await forgetMailFiles(app)
    expect(readdirSync(folder)).toHaveLength(1)
    now = new Date(machineNow() + 31 * DAY)
    await forgetMailFiles(app)
    expect(readdirSync(folder)).toEqual([])
  })
})
