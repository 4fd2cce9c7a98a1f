export const FILE_FOLDER = 'documents'
const DAY = 24 * 3_600_000
/** Between keeping bytes and attaching them lie seconds. */
const UNATTACHED_MS = DAY
/** What was removed by mistake can be brought back by the operator for so long. */
const REMOVED_MS = 30 * DAY

export const keyOfFile = (id: string): string => `${FILE_FOLDER}/${id}`

/** Key of the image in small beside an image. */
export const smallOf = (key: string): string => `${key}-small`

/** When a file was kept: its id is a UUIDv7, which begins with the milliseconds. */
const keptAt = (key: string): number => Number.parseInt((key.split('/').at(-1) ?? '').replaceAll('-', '').slice(0, 12), 16)

/** A row that uses a file; `removedAt` where somebody took the attachment away. */
export interface FileUse {
  readonly fileKey: string
  readonly removedAt: Date | null
}

/** Keys whose bytes nobody needs: kept over a day ago and never attached, or removed over 30 days ago. */
export function unneededFiles(keys: readonly string[], uses: readonly FileUse[], now: Date): string[] {
  const at = now.getTime()
  const used = new Map<string, boolean>()
  for (const { fileKey, removedAt } of uses)
    if (removedAt === null || at - removedAt.getTime() < REMOVED_MS) used.set(fileKey, true)
    else if (!used.has(fileKey)) used.set(fileKey, false)
  return keys.filter(key => {
    const use = used.get(key.replace(/-small$/, ''))
    return use === undefined ? at - keptAt(key) > UNATTACHED_MS : !use
  })
}
