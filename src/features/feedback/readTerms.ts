import type { App } from '#src/app.ts'
import { readCatalogue } from './readCatalogue.ts'
import { readHolidays } from './readHolidays.ts'
import type { Terms } from './rules/answering.ts'
import { selectSetting } from './store/cases.ts'

/** Within how many working days a municipality answers: the outer limit, and its own promise where it made one. */
export async function readTerms(app: App, municipalityId: string): Promise<Terms> {
  const setting = await selectSetting(app.store.read, municipalityId)
  return {
    outer: readCatalogue().answering.answerWorkingDays,
    own: setting?.promiseWorkingDays ?? undefined,
    holidays: readHolidays(),
  }
}
