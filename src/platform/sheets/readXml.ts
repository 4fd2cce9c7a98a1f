import { StringDecoder } from 'node:string_decoder'
import sax from 'sax'

/** What is no XML. */
export class BrokenXml extends Error {}
/** XML that brings a document type, and with it entities that stand for more than they show. */
export class ForbiddenDoctype extends Error {}

export interface XmlHandlers {
  /** Names come without their prefix, attributes as they are written. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const plain = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads XML piece by piece and calls what is interested; throws for what is no XML and for a document type. */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  onChunk?: (bytes: number) => Promise<void> | void,
): Promise<void> {
  const parser = sax.parser(true, { position: false })
  const decoder = new StringDecoder('utf8')
  parser.onerror = error => {
    throw new BrokenXml(error.message)
  }
  parser.ondoctype = () => {
    throw new ForbiddenDoctype()
  }
  const { open, close, text } = handlers
  if (open) parser.onopentag = tag => open(plain(tag.name), tag.attributes)
  if (close) parser.onclosetag = name => close(plain(name))
  if (text) parser.ontext = parser.oncdata = text
  for await (const chunk of chunks) {
    parser.write(decoder.write(chunk))
    await onChunk?.(chunk.length)
  }
  parser.write(decoder.end()).close()
}
