import type postgres from 'postgres'

/** How often other processes' changes are looked up; this process's own are looked up as they commit. */
const POLL_MS = 1_000
/** How long a number may be missing before it counts as rolled back: longer than any transaction of ours lasts. */
const LATE_MS = 10 * 60_000
/** How far below the highest number one may belong to a transaction that is still open. */
const OPEN_WINDOW = 1_000

/**
 * Tags of changed pages, from every process. Identity numbers are given out before commit: a lower one may appear after a
 * higher one, so missing numbers are asked for again until they come or are too old.
 */
export function watchChanges(client: postgres.Sql) {
  let lastSeen: number | undefined
  const missing = new Map<number, number>()
  let waiting: string[] = []
  let looking: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function read(): Promise<void> {
    if (lastSeen === undefined) {
      const [row] = await client`SELECT coalesce(max(id), 0) AS id FROM page_change`
      lastSeen = Math.max(0, Number(row?.id) - OPEN_WINDOW)
    }
    const rows = await client`
      SELECT id, tag FROM page_change WHERE id > ${lastSeen} OR id = ANY(${[...missing.keys()]}::bigint[]) ORDER BY id`
    const now = performance.now()
    for (const row of rows) {
      const id = Number(row.id)
      for (let gap = Math.max(lastSeen + 1, id - OPEN_WINDOW); gap < id; gap += 1) missing.set(gap, now)
      missing.delete(id)
      lastSeen = Math.max(lastSeen, id)
      waiting.push(String(row.tag))
    }
    for (const [id, since] of missing) if (now - since > LATE_MS) missing.delete(id)
  }

  const start = (): Promise<void> => {
    // Unreachable or not migrated yet: /readyz says so. The next look starts where the last one ended, so nothing is missed.
    looking = read()
      .catch(() => {})
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  /** Looks once more, beginning after this call: a look under way may have read before the caller's commit. */
  const look = (): Promise<void> => {
    if (!looking) return start()
    next ??= looking.then(() => {
      next = undefined
      return start()
    })
    return next
  }
  const timer = setInterval(() => void look(), POLL_MS)
  timer.unref()

  return {
    look,
    take: (): readonly string[] => {
      const tags = waiting
      if (tags.length > 0) waiting = []
      return tags
    },
    stop: () => clearInterval(timer),
  }
}
