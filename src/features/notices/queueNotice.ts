import type { Writing } from '#db/store.ts'
import { ringSoon } from '#platform/bell.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { isPlainAddress } from './rules/address.ts'
import { NOTICE_BELL } from './rules/bell.ts'
import type { NoticeTemplate, NoticeValues } from './rules/templates.ts'
import { insertNotice } from './store/notices.ts'

/**
 * Queues one mail in the transaction of what it tells about; `sendDueNotices` sends it. The caller has checked the address
 * as a form does; `about` names what `dropNotices` may take back; anything but one plain address throws. Address and values are erased once the mail is sent.
 */
export async function queueNotice<T extends NoticeTemplate>(
  app: App,
  tx: Writing,
  mail: {
    readonly to: string
    readonly language: Lang
    readonly template: T
    readonly values: NoticeValues[T]
    readonly about?: string | undefined
  },
): Promise<void> {
  if (!isPlainAddress(mail.to)) throw new Error('a notice to something that is no single mail address')
  const at = app.now()
  await insertNotice(tx, {
    id: app.newId(),
    to: mail.to,
    language: mail.language,
    template: mail.template,
    about: mail.about,
    values: { ...mail.values },
    createdAt: at,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: at,
  })
  ringSoon(NOTICE_BELL)
}
