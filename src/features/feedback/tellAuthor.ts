import type { Writing } from '#db/store.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import type { AnsweringTemplate } from '#features/notices/rules/templates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { sha256 } from '#platform/ids.ts'
import { paths } from '#platform/paths.ts'
import type { App } from '#src/app.ts'
import { insertAuthorLink } from './store/authorLinks.ts'
import { selectContact } from './store/moderation.ts'
import { keepUnsubscribeToken } from './store/contacts.ts'
import type { FeedbackRow } from './store/words.ts'

/** Whole address of the page where one press ends the mail about a word; '' where there is none to end. */
export const unsubscribeUrl = (app: App, lang: Lang, token: string | null | undefined): string =>
  token ? `${app.config.siteUrl}${paths.unsubscribe(lang, token)}` : ''

/** Where to write to the author of a word; undefined where no address was left, mail was ended, or the word is demo data. */
export async function addressOf(
  app: App,
  tx: Writing,
  word: Pick<FeedbackRow, 'id' | 'isDemo' | 'language'>,
): Promise<{ readonly to: string; readonly unsubscribe: string } | undefined> {
  const contact = word.isDemo ? undefined : await selectContact(tx, word.id)
  if (!contact?.email || contact.unsubscribedAt) return undefined
  const token = contact.unsubscribeToken ?? app.random(24).toString('base64url')
  if (!contact.unsubscribeToken) await keepUnsubscribeToken(tx, word.id, token)
  return { to: contact.email, unsubscribe: unsubscribeUrl(app, word.language, token) }
}

/** How long the link of a mail opens its word; the mails say it. */
export const DAYS_A_LINK_LIVES = 60
const DAY_MS = 86_400_000
/** Mail whose link opens the word with its answer, and asks whether it was done. */
const WITH_OWN_LINK = new Set<AnsweringTemplate>(['feedbackAnswered', 'feedbackPromised', 'feedbackDoneAsked'])

/** A link's token as it is stored. */
export const linkHash = (token: string): string => sha256(`author link:${token.slice(0, 100)}`)

async function newLink(app: App, tx: Writing, word: { readonly id: string; readonly language: Lang }): Promise<string> {
  const token = app.random(24).toString('base64url')
  const expiresAt = new Date(app.now().getTime() + DAYS_A_LINK_LIVES * DAY_MS)
  await insertAuthorLink(tx, { tokenHash: linkHash(token), feedbackId: word.id, expiresAt })
  return paths.authorLink(word.language, token)
}

/** Queues a mail to the author about a step of the answering, in its transaction, where an address was left. */
export async function tellAuthor(
  app: App,
  tx: Writing,
  word: Pick<FeedbackRow, 'id' | 'isDemo' | 'language' | 'reference'>,
  template: AnsweringTemplate,
  values: { readonly municipality: string; readonly text?: string; readonly date?: string; readonly body?: string },
): Promise<void> {
  const address = await addressOf(app, tx, word)
  if (!address) return
  const { language, reference } = word
  const path = WITH_OWN_LINK.has(template) ? await newLink(app, tx, word) : paths.feedback(language, reference)
  const url = app.config.siteUrl + path
  const { municipality, text = '', date = '', body = '' } = values
  await queueNotice(app, tx, {
    ...{ to: address.to, language, template, about: reference },
    values: { reference, url, unsubscribe: address.unsubscribe, municipality, text, date, body },
  })
}
