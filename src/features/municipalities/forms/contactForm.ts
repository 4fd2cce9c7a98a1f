import { z } from 'zod'

const line = (most: number) => z.string().trim().max(most, 'form.tooLong').optional()

/** How to reach a municipality, as its office types it. `version` is the one that was seen, -1 where nothing was there. */
export const contactForm = z.object({
  headName: line(200),
  address: line(300),
  phone: line(40).pipe(
    z
      .string()
      .regex(/^\+?[\d\s(),/-]{4,40}$/, 'contact.phone')
      .optional(),
  ),
  email: line(254).pipe(z.email('contact.email').optional()),
  website: line(300).pipe(z.url({ protocol: /^https?$/, error: 'contact.website' }).optional()),
  version: z.coerce.number('form.invalid').int('form.invalid').min(-1, 'form.invalid'),
})
export type ContactInput = z.output<typeof contactForm>
