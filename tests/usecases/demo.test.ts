import { describe, expect, it } from 'vitest'
import { seedDemo } from '#db/seed/demo.ts'
import { countBudgets } from '#features/budgets/countBudgets.ts'
import { countFeedback } from '#features/feedback/countFeedback.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

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

  it('loads without sign-ins where the portal is no demo', async () => {
    const app = await testApp()
    expect((await seedDemo(app)).accounts).toEqual([])
  })
})
