import { isoDate } from '#platform/dates.ts'
import { formatDate, formatInstant } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { NoticeTemplate } from './rules/templates.ts'
import { words } from './words.ts'

/** A value on one line: a line break in a name must not become a line of its own, least of all in a header. */
const onOneLine = (value: string | number): string =>
  String(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

/** The same for a text of several lines, which stands in the body only. */
const inLines = (value: string | number): string => String(value).split(/\r?\n/).map(onOneLine).join('\n').trim()

/** Subject and plain text of a mail in the reader's language. Subjects carry references only, never words or places. */
export function composeNotice(
  template: NoticeTemplate,
  language: Lang,
  given: Readonly<Record<string, string | number>>,
): { subject: string; text: string } {
  const t = words(language)
  const values = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, key === 'text' ? inLines(value) : onOneLine(value)]),
  )
  if (values.validUntil) values.validUntil = formatInstant(language, new Date(values.validUntil))
  const date = values.date ? isoDate(values.date) : undefined
  if (date) values.date = formatDate(language, date)
  const parts = [
    values.name ? t('mail.greetingName', { name: values.name }) : t('mail.greeting'),
    t(`${template}.body`, values),
    ...(template === 'feedbackReceived' ? [t('feedbackReceived.next')] : []),
    t('mail.footer'),
    ...(values.unsubscribe ? [t('mail.unsubscribe', { url: values.unsubscribe })] : []),
  ]
  return { subject: onOneLine(t(`${template}.subject`, values)), text: `${parts.join('\n\n').replace(/\n{3,}/g, '\n\n')}\n` }
}
