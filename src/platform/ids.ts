import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A time-ordered UUIDv7. */
export const newUuid = (): string => v7()

export type RandomBytes = (size: number) => Buffer
export const systemRandom: RandomBytes = size => randomBytes(size)

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
