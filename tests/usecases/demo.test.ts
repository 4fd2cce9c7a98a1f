import { describe, expect, it } from 'vitest'
import { seedDemo } from '#db/seed/demo.ts'
import { countBudgets } from '#features/budgets/countBudgets.ts'
import { countFeedback } from '#features/feedback/countFeedback.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { cli } from '#tests/support/cli.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'

describe.skipIf(engineMissing())('the demo data', () => {
  it('is loaded once, whatever how often it is asked for, and gives sign-ins only to a demo', async () => {
    const app = await testApp({ env: { ASHAR_DEMO: '1' } })
    const first = await seedDemo(app)
    const budgets = await countBudgets(app)
    const counts = [budgets, await countFeedback(app)]
    expect(budgets.budgets).toBeGreaterThan(5)
    const again = await seedDemo(app)
    expect([await countBudgets(app), await countFeedback(app)]).toEqual(counts)
    expect(again.accounts).toEqual(first.accounts)
    expect(first.accounts.map(one => one.role)).toContain('dpi')
  })

  it('is refused at the command line where residents have spoken already', async () => {
    const app = await testApp()
    await sent(app, goodWord((await seededPlace(app)).id))
    const before = await countFeedback(app)
    const settings = { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.databaseUrl }
    await expect(cli(['seed', '--demo'], settings)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('words of residents'),
    })
    expect(await countFeedback(app)).toEqual(before)
  })

  it('loads without sign-ins where the portal is no demo', async () => {
    const app = await testApp()
    expect((await seedDemo(app)).accounts).toEqual([])
  })
})
