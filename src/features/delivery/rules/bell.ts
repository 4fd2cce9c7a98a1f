/** What wakes the delivery chore when an envelope was made. */
export const DELIVERY_BELL = 'deliveries'
