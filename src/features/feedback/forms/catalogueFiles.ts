import { z } from 'zod'

const names = z.strictObject({ ky: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
const standing = z.enum(['confirmed', 'toConfirm'])
const group = z.strictObject({ names, standing, legalBasis: names })
const criterionCode = z.string().regex(/^Q\d$/)
const unique = (codes: readonly string[]) => new Set(codes).size === codes.length

/** `content/catalogue/services.yaml`. */
export const servicesFile = z.strictObject({
  version: z.string().min(1),
  standing,
  note: names,
  groups: z.strictObject({ localSignificance: group, delegatedPower: group }),
  services: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[LD]\d\d$/),
        group: z.enum(['localSignificance', 'delegatedPower']),
        names,
        cofog: z.array(z.string().regex(/^\d\d(\.\d)?$/)).min(1),
        requests: z.array(z.string()).min(1),
        criteria: z.array(criterionCode).min(1),
        standing,
      }),
    )
    .refine(services => unique(services.map(one => one.code)), 'a code stands twice'),
})

/** `content/catalogue/criteria.yaml`. */
export const criteriaFile = z.strictObject({
  version: z.string().min(1),
  scale: z.array(z.strictObject({ score: z.int().min(1).max(5), words: names })).length(5),
  smallestShown: z.int().min(1),
  criteria: z
    .array(z.strictObject({ code: criterionCode, names, question: names.optional(), indicator: names }))
    .refine(criteria => unique(criteria.map(one => one.code)), 'a code stands twice'),
})

/** `content/catalogue/answering.yaml`. */
export const answeringFile = z.strictObject({
  version: z.string().min(1),
  standing,
  registrationWorkingDays: z.int().min(1),
  answerWorkingDays: z.int().min(1),
  legalBasis: names,
})

const day = z.iso.date()
/** `content/catalogue/holidays.yaml`. */
export const holidaysFile = z.strictObject({
  version: z.string().min(1),
  years: z.array(
    z
      .strictObject({
        year: z.int(),
        days: z.array(
          z
            .strictObject({
              from: day,
              to: day.optional(),
              name: z.string().min(1),
              standing,
              worked: z.literal(true).optional(),
            })
            .refine(one => one.to === undefined || one.to >= one.from, 'a stretch ends before it begins'),
        ),
      })
      .refine(
        ({ year, days }) => days.every(one => [one.from, one.to ?? one.from].every(date => date.startsWith(`${year}-`))),
        'a day stands under another year',
      ),
  ),
})

/** `content/catalogue/readySentences.yaml`. */
export const readySentencesFile = z.strictObject({
  version: z.string().min(1),
  sentences: z
    .array(z.strictObject({ code: z.string().regex(/^[a-zA-Z]+$/), words: names }))
    .refine(sentences => unique(sentences.map(one => one.code)), 'a code stands twice'),
})
