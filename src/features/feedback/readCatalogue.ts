import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { answeringFile, criteriaFile, servicesFile } from './forms/catalogueFiles.ts'
import type { Catalogue } from './rules/catalogue.ts'

export const loadCatalogueFile = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(parse(readFileSync(join(process.cwd(), 'content/catalogue', file), 'utf8')))

let kept: Catalogue | undefined

/**
 * The catalogue of services and criteria, from `content/catalogue/` under the working directory; read and checked once.
 * Throws where the files contradict their schema: the portal must not run on a broken catalogue.
 */
export function readCatalogue(): Catalogue {
  if (kept) return kept
  const services = loadCatalogueFile('services.yaml', servicesFile)
  const criteria = loadCatalogueFile('criteria.yaml', criteriaFile)
  const asked = new Set(criteria.criteria.filter(one => one.question).map(one => one.code))
  for (const item of services.services)
    for (const code of item.criteria)
      if (!asked.has(code)) throw new Error(`catalogue: ${item.code} names ${code}, which asks residents nothing`)
  kept = {
    ...services,
    criteria: criteria.criteria,
    scale: criteria.scale,
    smallestShown: criteria.smallestShown,
    answering: loadCatalogueFile('answering.yaml', answeringFile),
  }
  return kept
}
