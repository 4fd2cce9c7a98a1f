import type { App } from '#src/app.ts'
import { countCurrent } from './store/budgets.ts'

/** How many municipalities have published a budget, and how many budgets are current. */
export const countBudgets = (app: App): Promise<{ municipalities: number; budgets: number }> => countCurrent(app.store.read)
