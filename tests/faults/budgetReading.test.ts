import { describe, expect, it, onTestFinished } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { prepareBudget } from '#features/budgets/prepareBudget.ts'
import { readPreparedBudget } from '#features/budgets/readPreparedBudget.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { appBeside, until } from '#tests/support/outbox.ts'
import { startServer } from '#tests/support/server.ts'

describe.skipIf(engineMissing())('kill -9 while a long spreadsheet is read', () => {
  it('loses nothing: the next process reads it to its end', async () => {
    const server = await startServer(await freshDatabase())
    onTestFinished(() => server.kill())
    const app = appBeside(server)
    const rows = Array.from({ length: 40_000 }, (_, n) => [`Берене ${n}`, n % 5 === 0 ? n + 1 : null])
    const bytes = await writeXlsx([['Аталышы', '2027-жыл план, сом'], ['Чыгашалар', null], ...rows], {}).toBuffer()
    const about = { municipality: 'ala-buka', year: 2027, stage: 'draft' as const, fileName: 'узун.xlsx', bytes }
    const brought = await prepareBudget(app, OPERATOR, about)
    if (!brought.ok) throw new Error(brought.refusals[0].code)
    const row = async () => {
      const prepared = await readPreparedBudget(app, OPERATOR, { municipality: 'ala-buka', id: brought.value.id })
      if (!prepared.ok) throw new Error(prepared.refusals[0].code)
      return prepared.value.row
    }
    const underWay = await until(row, one => one.leaseHolder !== null && one.percentRead > 0, 30_000)
    expect(underWay.state).toBe('reading')
    await server.kill()
    expect(await row()).toMatchObject({ state: 'reading', attempts: 1 })

    const again = await startServer(server.env)
    onTestFinished(() => again.stop())
    const done = await until(row, one => one.state === 'read', 200_000)
    expect(done).toMatchObject({ lineCount: 8_000, attempts: 2, percentRead: 100 })
  }, 300_000)
})
