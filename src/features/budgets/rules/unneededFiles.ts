import type { UploadState } from '#db/schema/budgets.ts'

export const UPLOADS = 'budgets/uploads'
const DAY_MS = 24 * 3_600_000

/** A prepared budget by what it uses of the file store. */
export interface UploadFiles {
  readonly state: UploadState
  readonly fileKey: string
  readonly resultKey: string | null
  readonly changedAt: Date
}

/** When a file was kept: its id is a UUIDv7, which begins with the milliseconds. */
const keptAt = (key: string): number => Number.parseInt((key.split('/').at(-1) ?? '').replaceAll('-', '').slice(0, 12), 16)

/**
 * Keys of brought files and their results that nobody needs, a day after: of what was given up, files that a better one replaced,
 * results that were read anew, results of what is published. The original of a published version stays.
 */
export function unneededFiles(keys: readonly string[], uploads: readonly UploadFiles[], now: Date): string[] {
  const aDayAgo = now.getTime() - DAY_MS
  const used = new Set<string>()
  for (const { state, fileKey, resultKey, changedAt } of uploads) {
    const isOver = changedAt.getTime() < aDayAgo
    if (state !== 'discarded' || !isOver) used.add(fileKey)
    if (resultKey !== null && !(isOver && (state === 'discarded' || state === 'published'))) used.add(resultKey)
  }
  return keys.filter(key => !used.has(key) && keptAt(key) < aDayAgo)
}
