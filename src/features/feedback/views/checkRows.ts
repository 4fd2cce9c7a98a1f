import type { Lang } from '#platform/i18n/languages.ts'
import type { FormOptions } from '../readFormOptions.ts'
import { criterion } from '../rules/catalogue.ts'
import { type Answers, type Step, stepsFor } from '../rules/formSteps.ts'
import { words } from '../words.ts'
import { budgetLabel, subjectLabel } from '../subjectLabel.ts'

export interface CheckRow {
  /** The page where this is changed. */
  readonly step: Step
  readonly label: string
  readonly values: readonly string[]
}

/** What was answered, in the reader's words, one row for each thing that can be changed. */
export function checkRows(lang: Lang, options: FormOptions, answers: Answers): CheckRow[] {
  const t = words(lang)
  const steps = stepsFor(answers)
  const or = (values: readonly (string | undefined)[]): string[] => {
    const given = values.filter(value => value !== undefined)
    return given.length > 0 ? given : [t('form.check.none')]
  }
  const village = options.villages.find(one => one.id === answers.village)?.names[lang] ?? answers.village
  const home = options.villages.find(one => one.names.ky === answers.homeVillage)?.names[lang] ?? answers.homeVillage
  const yesNo = (value: 'yes' | 'no' | undefined) => value && t(value)
  const hasContact = (answers.name ?? answers.email ?? answers.phone) !== undefined
  const rows: (CheckRow | undefined)[] = [
    {
      step: steps.includes('which') ? 'which' : 'about',
      label: t('form.check.about'),
      values: [aboutLabel(lang, options, answers)],
    },
    { step: 'kind', label: t('ref.kind'), values: or([answers.kind && t(`kind.${answers.kind}`)]) },
    steps.includes('ratings')
      ? { step: 'ratings', label: t('form.check.ratings'), values: or(ratingLines(lang, options, answers)) }
      : undefined,
    ...(steps.includes('words')
      ? ([
          { step: 'words', label: t('form.words.label'), values: or([answers.text]) },
          { step: 'words', label: t('form.check.publish'), values: or([yesNo(answers.publish)]) },
        ] as const)
      : []),
    { step: 'where', label: t('form.check.where'), values: or([answers.villageOther ?? village, answers.address]) },
    {
      step: 'you',
      label: t('form.check.you'),
      values: or([answers.sex && t(`sex.${answers.sex}`), answers.ageBand && t(`ageBand.${answers.ageBand}`), home]),
    },
    { step: 'contact', label: t('form.check.contact'), values: or([answers.name, answers.email, answers.phone]) },
    hasContact ? { step: 'contact', label: t('form.check.share'), values: or([yesNo(answers.share)]) } : undefined,
  ]
  return rows.filter(row => row !== undefined)
}

function aboutLabel(lang: Lang, options: FormOptions, answers: Answers): string {
  const t = words(lang)
  const budget = options.budgets.find(one => one.id === answers.which)
  switch (answers.about) {
    case 'budget':
      return budget ? budgetLabel(lang, `${budget.year} ${budget.stage}`) : t('subject.budget')
    case 'budgetLine':
      return options.line?.name ?? t('subject.budgetLine')
    case 'report':
      return options.report?.name ?? t('subject.report')
    case 'hearing':
      return options.hearing?.name ?? t('subject.hearing')
    case 'proposal':
      return options.proposal?.name ?? t('subject.proposal')
    case 'service':
    case 'delegatedPower':
      return subjectLabel(lang, options.catalogue, { type: answers.about, label: '' }, answers.which)
    default:
      return t('subject.general')
  }
}

const ratingLines = (lang: Lang, options: FormOptions, answers: Answers): string[] =>
  Object.entries(answers.ratings ?? {}).map(
    ([code, score]) => `${criterion(options.catalogue, code)?.names[lang] ?? code}: ${score}`,
  )
