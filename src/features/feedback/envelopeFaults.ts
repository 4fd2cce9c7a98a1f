import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { feedbackSchema } from './rules/envelopeSchema.ts'

/** Checks `data` against the published JSON Schema, as a program of DPI's would; answers what is wrong, by path. */
export function envelopeFaults(siteUrl: string): (data: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  const valid = ajv.compile(feedbackSchema(siteUrl))
  return data =>
    valid(data) ? [] : (valid.errors ?? []).map(error => `${error.instancePath || '/'} ${error.message ?? 'wrong'}`)
}
