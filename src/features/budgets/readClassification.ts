import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Classification, classificationSchema } from './rules/classification.ts'

let read: Classification | undefined

/** The budget classification of `content/catalogue/classification.yaml`, read once; a broken file throws at first use. */
export const readClassification = (): Classification =>
  (read ??= classificationSchema.parse(parse(readFileSync(join(process.cwd(), 'content/catalogue/classification.yaml'), 'utf8'))))
