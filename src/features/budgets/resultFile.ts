import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { App } from '#src/app.ts'
import type { ReadResult } from './rules/prepared.ts'
import type { ReadLine } from './rules/reading/lines.ts'

/** What `readBytes` packed, again; throws where the file store has lost it. */
export async function readResult(app: App, key: string): Promise<ReadResult> {
  const bytes = await app.files.get(key)
  if (!bytes) throw new Error(`no result under ${key}`)
  const lines: ReadLine[] = []
  let facts: Omit<ReadResult, 'lines'> | undefined
  for await (const text of createInterface({
    input: Readable.from([bytes]).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (text === '') continue
    if (facts) lines.push(JSON.parse(text) as ReadLine)
    else facts = JSON.parse(text) as Omit<ReadResult, 'lines'>
  }
  if (!facts) throw new Error(`nothing under ${key}`)
  return { ...facts, lines }
}
