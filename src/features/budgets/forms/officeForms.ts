import { z } from 'zod'
import { isoDate } from '#platform/dates.ts'
import { REASONS, STAGES } from '../rules/budget.ts'
import { COLUMN_ROLES, type Mapping } from '../rules/reading/mapping.ts'

const version = z.coerce.number().int().min(0)
const year = z.coerce.number('import.year').int('import.year').min(1991, 'import.year').max(2100, 'import.year')
const stage = z.enum(STAGES, 'upload.stage')

/** Bringing a file. */
export const uploadForm = z.object({
  file: z.instanceof(File, { error: 'upload.file' }),
  year,
  stage,
  sourceTitle: z.string().trim().max(300).optional(),
  sourceUrl: z
    .url({ protocol: /^https?$/, error: 'import.url' })
    .max(2_000)
    .optional(),
  sourceDate: z
    .string()
    .refine(text => isoDate(text) !== undefined, 'import.date')
    .optional(),
})
export type UploadForm = z.output<typeof uploadForm>

/** Giving up what is under way, or bringing a better file for it. */
export const stepForm = z.object({
  do: z.enum(['discard', 'replace']),
  version,
  file: z.instanceof(File, { error: 'upload.file' }).optional(),
})

/** Any step that only goes on from the version that was seen. */
export const versionForm = z.object({ version })

/** Another year or stage for what was brought, beside the form of the columns. */
const yearForm = z.object({ do: z.literal('year'), version, year, stage })

const sheet = z.object({
  read: z.literal('on').optional(),
  header: z.coerce.number().int().min(1).max(200_000).optional(),
  col: z.record(z.string().regex(/^\d{1,3}$/), z.enum(COLUMN_ROLES)).default({}),
})
/** What each sheet and column is: `sheet.0.read`, `sheet.0.header`, `sheet.0.col.3`. */
const columnsForm = z
  .object({
    do: z.literal('columns').optional(),
    version,
    unit: z.enum(['som', 'thousandSom'], 'import.unit').optional(),
    sheet: z.record(z.string().regex(/^\d{1,3}$/), sheet).default({}),
  })
  .transform(({ version, unit, sheet: sheets }) => {
    const mapping: Mapping = {
      unit,
      sheets: Object.fromEntries(
        Object.entries(sheets).map(([at, one]) => [at, { read: one.read === 'on', headerRow: one.header, columns: one.col }]),
      ),
    }
    return { version, mapping }
  })

/** The page of the columns has both forms. */
export const columnsOrYearForm = z.discriminatedUnion('do', [yearForm, columnsForm])

const answer = z.object({ reason: z.enum(REASONS).optional(), text: z.string().trim().max(1_000).optional() })
export type GivenAnswer = z.output<typeof answer>
/** What the municipality says of each finding: `a.KEY.reason`, `a.KEY.text`; `shown[]` names every finding on the page. */
export const findingsForm = z
  .object({
    version,
    shown: z
      .array(z.string().regex(/^[\da-f]{12}$/))
      .max(5_000)
      .default([]),
    a: z.record(z.string().regex(/^[\da-f]{12}$/), answer).default({}),
    /** The same for all that are not on the page. */
    rest: answer.optional(),
  })
  .transform(({ version, shown, a, rest }) => ({
    version,
    rest,
    answers: Object.fromEntries(shown.map(key => [key, a[key] ?? {}])) as Record<string, GivenAnswer>,
  }))
