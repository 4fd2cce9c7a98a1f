import type { PracticeContent } from '#db/schema/practices.ts'
import type { Typed } from '#platform/forms/readForm.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { somString, tyiyn } from '#platform/money.ts'
import { PARTS, PAYERS } from '../rules/content.ts'
import { writePeriod } from '../rules/period.ts'
import { words } from '../words.ts'

/** A colleague's text and what was typed here, field by field, for the page that shows both. */
export function meanwhileFields(lang: Lang, theirs: PracticeContent, typed: Typed) {
  const t = words(lang)
  const som = (amount: number | undefined) => (amount === undefined ? '' : somString(tyiyn(amount)))
  const field = (name: string, label: string, value: string | undefined, of?: Lang) => ({
    ...{ label, theirs: value ?? '', yours: typed.get(name), of },
  })
  return [
    ...LANGUAGES.flatMap(of => PARTS.map(part => field(`texts.${of}.${part}`, t(`form.${part}`), theirs.texts[of]?.[part], of))),
    field('cost', t('form.cost'), som(theirs.cost)),
    ...PAYERS.map(payer => field(`shares.${payer}`, t(`payer.${payer}`), som(theirs.shares[payer]))),
    field('covered', t('form.covered'), theirs.covered === undefined ? '' : String(theirs.covered)),
    field('from', t('form.from'), theirs.from && writePeriod(theirs.from)),
    field('to', t('form.to'), theirs.to && writePeriod(theirs.to)),
    ...theirs.figures.flatMap(({ what, before, after }, at) => [
      field(`figures.${at}.what.ky`, `${at + 1}. ${t('page.what')}`, what.ky),
      field(`figures.${at}.before`, `${at + 1}. ${t('page.before')}`, before),
      field(`figures.${at}.after`, `${at + 1}. ${t('page.after')}`, after),
    ]),
    field('contact.office', t('form.contact.office'), theirs.contact.office),
    field('contact.phone', t('page.phone'), theirs.contact.phone),
    field('contact.email', t('page.email'), theirs.contact.email),
  ]
}
