import type { Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { columnName } from '#platform/sheets/sheet.ts'
import { findingWords } from '../../findingWords.ts'
import type { PreparedBudget } from '../../readPreparedBudget.ts'
import { REASONS, STAGES } from '../../rules/budget.ts'
import { asked } from '../../rules/prepared.ts'
import { COLUMN_ROLES } from '../../rules/reading/mapping.ts'
import { words } from '../../words.ts'

/** A field for ui/EditedMeanwhile: what somebody else saved, and what was typed here. */
export interface MeanwhileField {
  readonly label: string
  readonly theirs: string
  readonly yours: string
}

/** Explanations: the ready words and the own ones of each finding that was on the page, as readers will see them. */
export function explanationsMeanwhile(lang: Lang, { row, result }: PreparedBudget, typed: Typed): MeanwhileField[] {
  const t = words(lang)
  const said = (reason: string | undefined, text: string | undefined) => {
    const known = REASONS.find(one => one === reason)
    return [known && t(`reason.${known}`), text].filter(Boolean).join('. ')
  }
  const shown = new Set(typed.all('shown[]'))
  return asked(result?.findings ?? [])
    .filter(one => shown.has(one.key))
    .map(({ key, finding }) => ({
      label: findingWords(lang, finding),
      theirs: said(row.answers[key]?.reason, row.answers[key]?.text),
      yours: said(typed.get(`a.${key}.reason`), typed.get(`a.${key}.text`)),
    }))
}

/** Columns: what each is read as, the row of the headings, and the unit. */
export function columnsMeanwhile(lang: Lang, { row, mapping, result }: PreparedBudget, typed: Typed): MeanwhileField[] {
  const t = words(lang)
  if (typed.get('do') === 'year')
    return [
      { label: t('upload.year'), theirs: String(row.year), yours: typed.get('year') },
      { label: t('upload.stageLabel'), theirs: t(`stage.${row.stage}`), yours: stageWords(t, typed.get('stage')) },
    ]
  const unit = (said: string) => (said === 'som' || said === 'thousandSom' ? t(`unit.${said}`) : '')
  const columns = (result?.sheets ?? []).flatMap(sheet =>
    sheet.columns.map(({ column, heading, role }) => {
      const yours = COLUMN_ROLES.find(one => one === typed.get(`sheet.${sheet.at}.col.${column}`))
      return {
        label: `${columnName(column)} · ${heading || t('columns.noHeading')}`,
        theirs: t(`role.${role}`),
        yours: yours ? t(`role.${yours}`) : '',
      }
    }),
  )
  const theirUnit = mapping?.unit ?? (result?.unitSaid === 'nobody' ? '' : (result?.unit ?? ''))
  return [...columns, { label: t('columns.unit'), theirs: unit(theirUnit), yours: unit(typed.get('unit')) }]
}

const stageWords = (t: ReturnType<typeof words>, said: string): string => {
  const stage = STAGES.find(one => one === said)
  return stage ? t(`stage.${stage}`) : ''
}
