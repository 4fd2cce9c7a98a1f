import type { Writing } from '#db/store.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { formatInstant } from '#platform/i18n/format.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { type Hearing, textFor } from './rules/hearing.ts'
import { selectConfirmed } from './store/reminders.ts'
import { words } from './words.ts'

/**
 * Mails all who asked to be reminded of a hearing and confirmed their address, in the transaction of what happened. Nobody is
 * mailed about a demonstration. Answers how many are told.
 */
export async function tellWhoAsked(
  app: App,
  tx: Writing,
  hearing: Hearing,
  municipality: Municipality,
  news: { readonly template: 'hearingMoved' | 'hearingCancelled' | 'hearingReminder'; readonly reason?: string },
): Promise<number> {
  if (hearing.isDemo) return 0
  const asked = await selectConfirmed(tx, hearing.id)
  for (const { email, language, token } of asked) {
    const url = `${app.config.siteUrl}${paths.hearing(language, municipality.slug, hearing.id)}`
    const values = {
      title: textFor(hearing.title, language).text,
      municipality: municipality.names[language],
      when: formatInstant(language, hearing.startsAt),
      where: [hearing.village, hearing.venue, hearing.onlineUrl].filter(Boolean).join(', '),
      reason: news.reason ?? words(language)('reason.none'),
      url,
      stop: `${url}?stop=${token}`,
    }
    await queueNotice(app, tx, { to: email, language, template: news.template, values })
  }
  return asked.length
}
