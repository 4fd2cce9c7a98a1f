import type { Writing } from '#db/store.ts'
import { readPeopleOf } from '#features/identity/readPeopleOf.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import type { KnownPractice } from './knownPractice.ts'

/**
 * Writes to the people of the office whose practice it is, each in their own language. Nobody is written to about the
 * demonstration, nor about what was read in a source.
 */
export async function tellOffice(
  app: App,
  tx: Writing,
  { row, municipality }: KnownPractice,
  template: 'practiceSentBack' | 'practicePublished',
): Promise<void> {
  if (row.isDemo || !municipality) return
  for (const { email, language } of await readPeopleOf(tx, municipality.id, ['editor', 'publisher'])) {
    const path =
      template === 'practicePublished'
        ? paths.practice(language, row.slug)
        : paths.officePractice(language, municipality.slug, row.id)
    await queueNotice(app, tx, {
      to: email,
      language,
      template,
      values: { municipality: municipality.names[language], url: `${app.config.siteUrl}${path}` },
    })
  }
}
