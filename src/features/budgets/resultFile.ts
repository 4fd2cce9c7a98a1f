import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { App } from '#src/app.ts'
import type { ReadResult } from './rules/prepared.ts'
import type { ReadLine } from './rules/reading/lines.ts'

/** Keeps what was read under a key of the file store, line by line, so that a long table is never one text in memory. */
export async function keepResult(app: App, key: string, { lines, ...facts }: ReadResult): Promise<void> {
  function* pieces() {
    yield `${JSON.stringify(facts)}\n`
    for (const line of lines) yield `${JSON.stringify(line)}\n`
  }
  const packed: Buffer[] = []
  for await (const chunk of Readable.from(pieces()).pipe(createGzip())) packed.push(chunk as Buffer)
  await app.files.put(key, Buffer.concat(packed))
}

/** What was read, again; throws where the file store has lost it. */
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
