import { z } from 'zod'
import { cleanText } from '#platform/forms/readForm.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { AGE_BANDS, KINDS, MOST_TEXT, SEXES, SUBJECT_TYPES } from '../rules/kinds.ts'

/** One line or several, without control characters and outer blanks; nothing but blanks counts as not given. */
const words = (most: number) =>
  z
    .string()
    .transform(text => cleanText(text).trim() || undefined)
    .pipe(z.string().max(most, 'form.tooLong').optional())
    .optional()
const id = z.string().regex(/^[\w-]{1,64}$/, 'subject.unknown')

export const kindField = z.enum(KINDS, 'kind.unknown')
export const scoreField = z.int('ratings.scale').min(1, 'ratings.scale').max(5, 'ratings.scale')
export const textField = words(MOST_TEXT)
/** The same where there must be words. */
export const requiredText = z
  .string('text.required')
  .transform(text => cleanText(text).trim())
  .pipe(z.string().min(1, 'text.required').max(MOST_TEXT, 'form.tooLong'))
export const placeFields = { village: words(120), address: words(300) }
export const respondentFields = {
  ageBand: z.enum(AGE_BANDS, 'respondent.ageBand').optional(),
  sex: z.enum(SEXES, 'respondent.sex').optional(),
  village: words(120),
}
export const contactFields = {
  name: words(120),
  email: words(254).pipe(
    z
      .email('contact.email')
      .regex(/^[^,;]+$/, 'contact.email')
      .optional(),
  ),
  phone: words(40).pipe(
    z
      .string()
      .regex(/^\+?[\d\s()-]{6,24}$/, 'contact.phone')
      .optional(),
  ),
}

/**
 * A resident's word as it comes in through any door: the API's body, the answers of the form, a row of a spreadsheet.
 * Unknown fields are refused, so that a misspelt one is not lost in silence.
 */
export const feedbackInput = z.strictObject({
  kind: kindField,
  municipality: z.string().regex(/^[\w-]{1,64}$/, 'municipality.unknown'),
  subject: z.strictObject({ type: z.enum(SUBJECT_TYPES, 'subject.type'), id: id.optional() }),
  service: z
    .string()
    .regex(/^[LD]\d\d$/, 'service.unknown')
    .optional(),
  ratings: z.record(z.string(), scoreField).optional(),
  text: textField,
  language: z.enum(LANGUAGES, 'language.unknown').optional(),
  place: z
    .strictObject({
      ...placeFields,
      lat: z.number('place.coordinates').min(39, 'place.outside').max(43.5, 'place.outside').optional(),
      lon: z.number('place.coordinates').min(69, 'place.outside').max(80.5, 'place.outside').optional(),
    })
    .refine(place => (place.lat === undefined) === (place.lon === undefined), { error: 'place.coordinates', path: ['lat'] })
    .optional(),
  respondent: z.strictObject(respondentFields).optional(),
  contact: z.strictObject(contactFields).optional(),
  consent: z.strictObject({
    publish: z.boolean().meta({
      description: 'Everybody may read the words once DPI has checked them; otherwise only the municipality and DPI read them',
    }),
    shareContact: z.boolean().meta({
      description:
        'DPI gets the contact; otherwise only the e-mail is kept, for the portal’s own mail. The municipality never gets it',
    }),
  }),
})

export type FeedbackInput = z.output<typeof feedbackInput>
