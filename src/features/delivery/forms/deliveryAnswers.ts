import { z } from 'zod'

/** One page of the pull feed. */
export const feedAnswer = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid().meta({ description: 'The `webhook-id`, the same on every attempt' }),
        cursor: z.string(),
        state: z.enum(['waiting', 'sent', 'stuck', 'pullOnly']),
        receivedAt: z.iso.datetime().nullable(),
        body: z
          .object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) })
          .meta({ description: '`data` follows `/schemas/feedback.v1.json`' }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'DeliveryFeed' })

export const receiptsAnswer = z.object({ received: z.int(), new: z.int() }).meta({ id: 'ReceiptsTaken' })
