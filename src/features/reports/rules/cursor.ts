/** Where a page of a list ended: the instant and the id of its last report. */
export const writeCursor = (at: Date, id: string): string => `${at.getTime()}.${id}`

/** Undefined where this is no cursor of ours. */
export function readCursor(text: string): { readonly at: Date; readonly id: string } | undefined {
  const [, ms, id] = /^(\d{10,15})\.([\w-]{1,64})$/.exec(text) ?? []
  return ms !== undefined && id !== undefined ? { at: new Date(Number(ms)), id } : undefined
}
