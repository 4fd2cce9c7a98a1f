import { recordAudit } from '#features/audit/recordAudit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readHearing } from './readHearing.ts'
import { textFor, whyNotComing } from './rules/hearing.ts'
import { reminderEraseOn } from './rules/schedule.ts'
import { confirmReminderAt, deleteReminder, insertReminder, selectReminder } from './store/reminders.ts'

/**
 * A resident asks to be reminded of a hearing by mail. The address counts once its owner opens the link of the mail that is
 * sent now, so that nobody asks for somebody else; asking again changes and sends nothing, and the answer is the same.
 */
export async function askReminder(
  app: App,
  asked: { readonly hearingId: string; readonly email: string; readonly language: Lang },
): Promise<Result<void>> {
  const hearing = await readHearing(app, asked.hearingId)
  if (!hearing) return err('hearing.unknown')
  const at = app.now()
  const refused = whyNotComing(hearing, at)
  if (refused) return err(refused)
  const municipality = await readMunicipality(app, hearing.municipalityId)
  if (!municipality) throw new Error('a hearing without its municipality')
  const { language } = asked
  const token = app.random(24).toString('base64url')
  const url = `${app.config.siteUrl}${paths.hearing(language, municipality.slug, hearing.id)}`
  return app.store.write(async tx => {
    const row = { id: app.newId(), hearingId: hearing.id, email: asked.email.toLowerCase(), language, token, askedAt: at }
    if (!(await insertReminder(tx, { ...row, eraseOn: reminderEraseOn(hearing.endsAt) }))) return ok()
    await queueNotice(app, tx, {
      to: asked.email,
      language,
      template: 'hearingReminderConfirm',
      values: {
        title: textFor(hearing.title, language).text,
        municipality: municipality.names[language],
        when: formatInstant(language, hearing.startsAt),
        url: `${url}?confirm=${token}`,
      },
    })
    await recordAudit(tx, {
      ...{ at, actor: 'resident', action: 'hearing.reminderAsked', subject: { type: 'hearing', id: hearing.id } },
      reason: 'a resident wants to be reminded',
    })
    return ok()
  })
}

/** The owner of an address says by the link of the mail that it is theirs. Refuses a link that is over. */
export async function confirmReminder(app: App, token: string): Promise<Result<{ hearingId: string }>> {
  const row = await selectReminder(app.store.read, token)
  if (!row) return err('reminder.over')
  const at = app.now()
  return app.store.write(async tx => {
    await confirmReminderAt(tx, token, at)
    await recordAudit(tx, {
      ...{ at, actor: 'resident', action: 'hearing.reminderConfirmed', subject: { type: 'hearing', id: row.hearingId } },
      reason: 'the address is theirs',
    })
    return ok({ hearingId: row.hearingId })
  })
}

/** Whether the owner of an address has used the link of the mail before. */
export const isReminderConfirmed = async (app: App, token: string): Promise<boolean> =>
  /^[\w-]{20,64}$/.test(token) && Boolean((await selectReminder(app.store.read, token))?.confirmedAt)

/** No more mail about this hearing: the address is erased at once. The second time there is nothing to erase, which is fine. */
export async function stopReminder(app: App, token: string): Promise<Result<void>> {
  const row = await selectReminder(app.store.read, token)
  if (!row) return ok()
  return app.store.write(async tx => {
    if (await deleteReminder(tx, token))
      await recordAudit(tx, {
        ...{ at: app.now(), actor: 'resident', action: 'hearing.reminderStopped' },
        ...{ subject: { type: 'hearing', id: row.hearingId }, reason: 'no more mail is wanted' },
      })
    return ok()
  })
}
