import type { Writing } from '#db/store.ts'
import { readPeopleOf } from '#features/identity/readPeopleOf.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import type { Changing } from './changeReport.ts'
import { textFor } from './rules/report.ts'

/**
 * Mails who has to go on with a report, each in their own language: the publishers of the office where it waits for them; who
 * began it and who worked on it last, as long as they work there, where it was sent back with `note`. Nobody is mailed about
 * what they did themselves, nor about the demonstration.
 */
export async function tellColleagues(
  app: App,
  tx: Writing,
  { report, municipality, content, actor }: Changing,
  template: 'reportToReview' | 'reportSentBack',
  note = '',
): Promise<void> {
  if (report.isDemo) return
  const writers = [report.createdBy, report.editedBy]
  const people =
    template === 'reportToReview'
      ? await readPeopleOf(tx, municipality.id, ['publisher'])
      : (await readPeopleOf(tx, municipality.id, ['editor', 'publisher'])).filter(one => writers.includes(`account:${one.id}`))
  for (const { id, email, language } of people) {
    if (`account:${id}` === actor) continue
    await queueNotice(app, tx, {
      ...{ to: email, language, template },
      values: {
        title: textFor(content.texts, language)?.text.title ?? '',
        municipality: municipality.names[language],
        text: note,
        url: `${app.config.siteUrl}${paths.officeReport(language, municipality.slug, report.id)}`,
      },
    })
  }
}
