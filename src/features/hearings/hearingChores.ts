import { recordAudit } from '#features/audit/recordAudit.ts'
import { readPeopleOf } from '#features/identity/readPeopleOf.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { formatInstant } from '#platform/i18n/format.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { type Hearing, textFor } from './rules/hearing.ts'
import { RESULTS_DUE_DAYS, resultsDueSince } from './rules/schedule.ts'
import { claimTelling, selectResultsDue, selectToRemind } from './store/hearings.ts'
import { deleteExpiredReminders } from './store/reminders.ts'
import { tellWhoAsked } from './tellWhoAsked.ts'

const DAY_MS = 86_400_000
/** A wish to be reminded that nobody confirmed is forgotten after this. */
const UNCONFIRMED_MS = 3 * DAY_MS

/** Mails all who asked, from a day before the hearing on; once for each day it is set to. Answers how many were told. */
export async function remindOfHearings(app: App): Promise<number> {
  const now = app.now()
  let told = 0
  for (const hearing of await selectToRemind(app.store.read, now, new Date(now.getTime() + DAY_MS))) {
    const municipality = await municipalityOf(app, hearing)
    told += await app.store.write(async tx => {
      if (!(await claimTelling(tx, hearing, 'remindedAt', now))) return 0
      const count = await tellWhoAsked(app, tx, hearing, municipality, { template: 'hearingReminder' })
      await recordAudit(tx, {
        ...{ at: now, actor: 'system', action: 'hearing.reminded', subject: { type: 'hearing', id: hearing.id } },
        ...{ reason: 'it is tomorrow', detail: { told: count } },
      })
      return count
    })
  }
  return told
}

/** Mails the publishers of an office, once, that a hearing still has no published results. Answers how many were told. */
export async function tellResultsDue(app: App): Promise<number> {
  const now = app.now()
  let told = 0
  for (const hearing of await selectResultsDue(app.store.read, resultsDueSince(now))) {
    const municipality = await municipalityOf(app, hearing)
    told += await app.store.write(async tx => {
      if (!(await claimTelling(tx, hearing, 'dueToldAt', now))) return 0
      const publishers = await readPeopleOf(tx, municipality.id, ['publisher'])
      for (const { email, language } of publishers)
        await queueNotice(app, tx, {
          ...{ to: email, language, template: 'hearingResultsDue' },
          values: {
            title: textFor(hearing.title, language).text,
            municipality: municipality.names[language],
            when: formatInstant(language, hearing.startsAt),
            days: RESULTS_DUE_DAYS,
            url: `${app.config.siteUrl}${paths.officeHearing(language, municipality.slug, hearing.id, 'results')}`,
          },
        })
      await recordAudit(tx, {
        ...{ at: now, actor: 'system', action: 'hearing.resultsDue', subject: { type: 'hearing', id: hearing.id } },
        ...{ reason: 'results are awaited', detail: { told: publishers.length } },
      })
      return publishers.length
    })
  }
  return told
}

/** Erases addresses of hearings that are over, and those nobody confirmed; the trail gets their number. */
export async function eraseReminders(app: App): Promise<number> {
  const at = app.now()
  return app.store.write(async tx => {
    const erased = await deleteExpiredReminders(tx, dateInBishkek(at), new Date(at.getTime() - UNCONFIRMED_MS))
    if (erased > 0)
      await recordAudit(tx, {
        ...{ at, actor: 'system', action: 'hearing.addressesErased', subject: { type: 'hearing', id: 'expired' } },
        ...{ reason: 'kept no longer than promised', detail: { addresses: erased } },
      })
    return erased
  })
}

async function municipalityOf(app: App, hearing: Hearing) {
  const found = await readMunicipality(app, hearing.municipalityId)
  if (!found) throw new Error('a hearing without its municipality')
  return found
}
