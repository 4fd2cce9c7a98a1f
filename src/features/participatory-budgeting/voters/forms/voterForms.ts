import { z } from 'zod'

const text = (most: number) => z.string().trim().max(most).optional()
const whole = z.coerce.number().int().optional()

export const printForm = z.object({ area: text(80), count: whole, reason: text(300) })
export const voidForm = z.object({ serial: text(40), reason: text(300) })
export const voidBatchForm = z.object({ batch: text(80), batchReason: text(300) })
export const rollFileForm = z.object({
  file: z.instanceof(File, { error: 'roll.file.missing' }),
  add: z.array(z.string()).optional(),
})
export const personForm = z.object({ number: text(30), serial: text(40), reason: text(300) })
export const marksForm = z.object({
  kind: z.enum(['code', 'paper'], { error: 'roll.mark.kind' }),
  marks: z.string().max(50_000).optional(),
})
