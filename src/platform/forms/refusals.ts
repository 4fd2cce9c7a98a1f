import type { z } from 'zod'
import type { Refusal } from '../result.ts'

/** Codes for what zod finds where a schema names no code of its own. */
function generic(issue: z.core.$ZodIssue): string {
  // zod leaves the input out of its issues; only its message tells a missing value from one of another type.
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'form.required'
  if (issue.code === 'too_big') return 'form.tooLong'
  if (issue.code === 'too_small') return 'form.tooShort'
  if (issue.code === 'unrecognized_keys') return 'form.unknownField'
  return 'form.invalid'
}

// A schema names its codes as messages: `z.string().min(1, 'feedback.text.required')`.
const CODE = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/

/** A zod error as refusals: code, path with dots, and the limits that the words may need. */
export function refusalsOf(error: z.ZodError): [Refusal, ...Refusal[]] {
  const refusals = error.issues.map((issue): Refusal => {
    const values: Record<string, string | number> = {}
    if ('maximum' in issue) values.maximum = Number(issue.maximum)
    if ('minimum' in issue) values.minimum = Number(issue.minimum)
    if (issue.code === 'unrecognized_keys') values.fields = issue.keys.join(', ')
    return { code: CODE.test(issue.message) ? issue.message : generic(issue), path: issue.path.map(String).join('.'), values }
  })
  const [first, ...rest] = refusals
  if (!first) throw new Error('a zod error without issues')
  return [first, ...rest]
}
