import { createHash } from 'node:crypto'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What makes a request repeatable: the sender's key, and what was sent with it. */
export interface Repeatable {
  readonly key: string
  readonly body: string
}

/** A key and a body as they are stored: only their hashes. */
export const hashesOf = ({ key, body }: Repeatable): { keyHash: string; bodyHash: string } => ({
  keyHash: sha256(`key:${key}`),
  bodyHash: sha256(`body:${body}`),
})
