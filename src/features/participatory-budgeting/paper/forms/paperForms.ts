import { z } from 'zod'
import { neededText as needed, oneLine as line } from '#platform/forms/texts.ts'
import { isoDate } from '#platform/dates.ts'
import { cleanText } from '#platform/forms/readForm.ts'
import { MOST_NUMBER, VERDICTS } from '../rules/keying.ts'

const version = z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid')
const count = z
  .string('paper.count')
  .trim()
  .regex(/^\d{1,6}$/, 'paper.count')
  .transform(Number)
const serial = z
  .string()
  .trim()
  .regex(/^\d{1,7}$/, 'station.serial')
  .transform(Number)
  .pipe(z.number().min(1, 'station.serial'))
  .optional()
const day = z
  .string()
  .transform((text, context) => {
    const found = isoDate(text.trim())
    if (!found) context.addIssue({ code: 'custom', message: 'station.day' })
    return found ?? z.NEVER
  })
  .optional()

/** A polling point; both serials or none. */
export const stationForm = z
  .object({
    area: needed(100, 'station.area'),
    name: needed(160, 'station.name'),
    address: line(200),
    day,
    hours: line(60),
    firstSerial: serial,
    lastSerial: serial,
    version: version.optional(),
  })
  .superRefine(({ firstSerial, lastSerial }, context) => {
    if ((firstSerial === undefined) === (lastSerial === undefined)) return
    const path = [firstSerial === undefined ? 'firstSerial' : 'lastSerial']
    context.addIssue({ code: 'custom', path, message: 'station.bothSerials' })
  })
  .transform(({ firstSerial, lastSerial, ...rest }) => ({
    ...rest,
    serials: firstSerial !== undefined && lastSerial !== undefined ? { first: firstSerial, last: lastSerial } : undefined,
  }))
export type StationAsked = Omit<z.output<typeof stationForm>, 'version'>

const key = z.string().regex(/^[\w-]{8,64}$/, 'form.invalid')
export const ballotNumber = z.coerce
  .number('paper.number')
  .int('paper.number')
  .min(1, 'paper.number')
  .max(MOST_NUMBER, 'paper.number')
const byProject = z
  .record(
    z.string().regex(/^\d{1,3}$/),
    z
      .string()
      .trim()
      .regex(/^\d{1,6}$/, 'paper.count'),
  )
  .optional()
const ticked = z
  .literal('yes')
  .transform((): true => true)
  .optional()

/** One ballot as it is keyed: marks by the projects' numbers, quickly as one line or field by field. */
const marks = {
  verdict: z.enum(VERDICTS, 'paper.verdict'),
  quick: z.string().trim().max(400, 'form.tooLong').optional(),
  marks: z.array(z.string().regex(/^\d{1,3}$/, 'form.invalid')).optional(),
  points: byProject,
  places: byProject,
}
export const keyingForm = z.object({ number: ballotNumber, ...marks, entryKey: key.optional(), replace: ticked })
export type Marks = Pick<z.output<typeof keyingForm>, 'verdict' | 'quick' | 'marks' | 'points' | 'places'>
export const settlingForm = z.discriminatedUnion(
  'as',
  [
    z.object({ as: z.literal('1').transform((): 1 => 1), number: ballotNumber }),
    z.object({ as: z.literal('2').transform((): 2 => 2), number: ballotNumber }),
    z.object({ as: z.literal('own'), number: ballotNumber, ...marks }),
  ],
  'paper.settleAs',
)

const remarks = z
  .string()
  .transform(text => cleanText(text).trim() || undefined)
  .pipe(z.string().max(4_000, 'form.tooLong').optional())
  .optional()
export const protocolForm = z.object({
  version,
  handedOut: count,
  spoiledReplaced: count,
  unused: count,
  inUrn: count,
  remarks,
})
/** Names of the members, one a line. */
export const signingForm = z.object({
  version,
  names: z
    .string('paper.names')
    .transform(text =>
      cleanText(text)
        .split('\n')
        .map(name => name.replace(/\s+/g, ' ').trim())
        .filter(name => name !== ''),
    )
    .pipe(z.array(z.string().max(120, 'form.tooLong')).max(15, 'form.invalid')),
})
export const reopenForm = z.object({ version, reason: needed(500, 'paper.reason') })
export const scanForm = z.object({ file: z.instanceof(File, { error: 'paper.scan' }) })

const choice = z.object({ project: z.string().max(100), points: z.number().int().min(0).max(999_999).optional() })
/** What a device sends that keyed without a line. */
export const keyingsBody = z.object({
  /** Whose keyings they are: nobody sends those of another in their own name. */
  account: z.string().max(100),
  keyings: z
    .array(
      z.object({
        entryKey: key,
        number: ballotNumber,
        verdict: z.enum(VERDICTS),
        choices: z.array(choice).max(200),
        replace: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(200),
})
