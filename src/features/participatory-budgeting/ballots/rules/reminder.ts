/** So long before the end a cycle's page reminds everybody: who opened a ballot left no address that a mail could go to. */
const REMINDS_MS = 3 * 86_400_000

/** From when on the page reminds. */
export const remindsFrom = (until: Date): Date => new Date(until.getTime() - REMINDS_MS)
