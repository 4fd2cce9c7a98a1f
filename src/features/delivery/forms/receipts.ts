import { z } from 'zod'

/** What DPI sends to `POST /api/v1/deliveries/receipts`: which envelopes it has from the pull feed. */
export const receiptsBody = z.strictObject({
  receipts: z
    .array(
      z.strictObject({
        id: z.uuid('delivery.id'),
        receivedAt: z.iso.datetime({ offset: true, error: 'delivery.receivedAt' }).optional(),
        note: z.string().max(500).optional(),
      }),
    )
    .min(1)
    .max(1000),
})
export type Receipts = z.output<typeof receiptsBody>

/** Query of `GET /api/v1/deliveries/feedback`. */
export const feedQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'delivery.cursor')
    .default('0')
    .transform(Number),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'delivery.limit')
    .default('100')
    .transform(Number)
    .refine(limit => limit >= 1 && limit <= 200, 'delivery.limit'),
})
