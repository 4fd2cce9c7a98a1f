import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { type RefusalWords, sayRefusal } from '#ui/refusals.ts'
import { words } from '../words.ts'

/** The room's words for refusals, with the cell of the spreadsheet before what is wrong there. */
export function sheetWords(lang: Lang): RefusalWords {
  const t = words(lang)
  return {
    has: code => t.has(code),
    refusal: (refusal: Refusal) => {
      const said = sayRefusal(lang, t, refusal)
      const cell = /^[A-Z]{1,3}\d{1,6}$/.test(refusal.path ?? '') && !refusal.code.startsWith('sheet.') ? refusal.path : undefined
      return cell ? t('sheet.cell', { cell, what: said }) : said
    },
  }
}
