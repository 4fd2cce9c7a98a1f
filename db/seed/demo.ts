import type { App } from '#src/app.ts'
import { seedBase } from './base.ts'
import { seedDemoAnswers } from './demoAnswers.ts'
import { type DemoAccount, seedDemoAccounts } from './demoAccounts.ts'
import { seedDemoBox } from './demoBox.ts'
import { seedDemoBudgets } from './demoBudgets.ts'
import { seedDemoCycles } from './demoCycles.ts'
import { seedDemoFeedback } from './demoFeedback.ts'
import { seedDemoHearings } from './demoHearings.ts'
import { seedDemoPaper } from './demoPaper.ts'
import { seedDemoPreparedBudget } from './demoPreparedBudget.ts'
import { seedDemoPractices } from './demoPractices.ts'
import { seedDemoProjects } from './demoProjects.ts'
import { seedDemoProposals } from './demoProposals.ts'
import { seedDemoReports } from './demoReports.ts'
import { seedDemoResults } from './demoResults.ts'
import { seedDemoReviews } from './demoReviews.ts'
import { seedDemoVoters } from './demoVoters.ts'
import { seedDemoVoting } from './demoVoting.ts'
import { seedRealBudgets } from './realBudgets.ts'

/**
 * Brings the demo data together: units, real budgets, budgets and words made up for the demo and marked as such, and,
 * where the portal runs as a demo, sign-ins. Each part does nothing where it has been loaded already.
 */
export async function seedDemo(app: App): Promise<{ accounts: readonly DemoAccount[] }> {
  await seedBase(app)
  await seedRealBudgets(app)
  await seedDemoBudgets(app)
  await seedDemoPreparedBudget(app)
  await seedDemoAnswers(app, await seedDemoFeedback(app))
  await seedDemoHearings(app)
  await seedDemoPractices(app)
  await seedDemoReports(app)
  await seedDemoCycles(app)
  await seedDemoProposals(app)
  await seedDemoReviews(app)
  await seedDemoReviews(app, 'ala-buka-2025')
  await seedDemoVoters(app)
  await seedDemoBox(app)
  // Before votes are opened for all: last year's is opened, cast, counted and signed in one go.
  await seedDemoResults(app)
  await seedDemoVoting(app)
  await seedDemoPaper(app)
  await seedDemoProjects(app)
  return { accounts: app.config.demo ? await seedDemoAccounts(app) : [] }
}
