import { z } from 'zod'
import { amount, day, id, version } from '../../proposals/forms/fields.ts'
import { freeText as words, neededText as needed, oneLine } from '#platform/forms/texts.ts'
import { ANSWERS, PICTURES } from '../rules/project.ts'

/** Rows of one screen of the plan. */
export const STAGE_ROWS = 8
const MOST_NEWS = 4_000

const stage = z.object({
  id: id.optional(),
  name: oneLine(160),
  plannedFrom: day,
  plannedTo: day,
  actualFrom: day,
  actualTo: day,
  plannedCost: amount,
  actualCost: amount,
})
/** The plan: rows without a name and anything else are left out, a row with figures needs its name. */
export const stagesForm = z.object({
  version,
  /** Why a plan is moved. */
  reason: words(1_000),
  stages: z
    .record(z.string().regex(/^\d{1,2}$/), stage)
    .optional()
    .superRefine((rows, context) => {
      for (const [key, { id: _, name, ...row }] of Object.entries(rows ?? {}))
        if (!name && Object.values(row).some(value => value !== undefined))
          context.addIssue({ code: 'custom', path: [key, 'name'], message: 'project.stageName' })
    })
    .transform(rows =>
      Object.entries(rows ?? {}).flatMap(([row, { name, ...one }]) => (name ? [{ ...one, name, row: Number(row) }] : [])),
    ),
})
export type StagesAsked = z.output<typeof stagesForm>

const https = z
  .string()
  .trim()
  .max(500, 'form.tooLong')
  .refine(text => URL.canParse(text) && new URL(text).protocol === 'https:', 'project.tenderUrl')
  .optional()
export const contractForm = z.object({
  version,
  contractor: needed(200, 'project.contractor'),
  number: oneLine(60),
  subject: needed(300, 'project.subject'),
  amount: amount.refine(value => value !== undefined, 'project.amount').transform(value => value ?? (0 as never)),
  signedOn: day.refine(value => value !== undefined, 'project.date').transform(value => value ?? ('' as never)),
  tenderUrl: https,
})
export type ContractAsked = z.output<typeof contractForm>
export const removeContractForm = z.object({ version, contract: id })

/** A delay needs its new end, a visit its group and day. */
export const newsForm = z.discriminatedUnion(
  'kind',
  [
    z.object({ version, kind: z.literal('news'), text: needed(MOST_NEWS, 'project.text') }),
    z.object({ version, kind: z.literal('delay'), text: needed(MOST_NEWS, 'project.delayText'), newsDay: day }),
    z.object({
      version,
      kind: z.literal('visit'),
      text: needed(MOST_NEWS, 'project.text'),
      group: needed(200, 'project.group'),
      newsDay: day,
    }),
  ],
  'project.kind',
)
export type NewsAsked = z.output<typeof newsForm>

export const linesForm = z.object({ version, lines: z.array(id).max(50, 'form.invalid').default([]) })
export const pictureForm = z.object({
  version,
  file: z.instanceof(File, { error: 'project.file' }),
  of: z.enum(PICTURES, 'project.of'),
  title: oneLine(200),
})
export const removePictureForm = z.object({ version, document: id })
export const finishForm = z.object({ version, finishedOn: day, openReason: words(1_000) })
export const noteForm = z.object({
  resident: z.string('form.invalid').regex(/^[\w-]{1,64}$/, 'form.invalid'),
  show: z.enum(['yes', 'no']),
})

/** What a resident says of the finished work. */
export const confirmForm = z.object({ answer: z.enum(ANSWERS, 'project.answer'), note: words(1_000) })
