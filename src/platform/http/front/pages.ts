import type { Representation } from './representation.ts'

const MOST_BYTES = 96 * 1024 * 1024

/** Kept pages by address, dropped by tag; least recently used go first when the memory for them is full. */
export class PageCache {
  readonly #pages = new Map<string, { page: Representation; tags: readonly string[] }>()
  readonly #byTag = new Map<string, Set<string>>()
  #bytes = 0
  /** Counts invalidations: a page rendered before one and finished after it must not be kept. */
  #epoch = 0

  get epoch(): number {
    return this.#epoch
  }

  get(address: string): Representation | undefined {
    const found = this.#pages.get(address)
    if (!found) return undefined
    this.#pages.delete(address)
    this.#pages.set(address, found)
    return found.page
  }

  /** Keeps a page, unless something was invalidated since `epoch`. */
  set(address: string, page: Representation, tags: readonly string[], epoch: number): void {
    if (epoch !== this.#epoch) return
    this.#drop(address)
    this.#pages.set(address, { page, tags })
    this.#bytes += page.body.length
    for (const tag of tags) {
      const addresses = this.#byTag.get(tag) ?? new Set()
      this.#byTag.set(tag, addresses.add(address))
    }
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= MOST_BYTES) break
      this.#drop(oldest)
    }
  }

  invalidate(tags: readonly string[]): void {
    if (tags.length === 0) return
    this.#epoch += 1
    for (const tag of tags) for (const address of [...(this.#byTag.get(tag) ?? [])]) this.#drop(address)
  }

  /** Forgets everything, as where it is not known what has changed. */
  clear(): void {
    this.#epoch += 1
    this.#pages.clear()
    this.#byTag.clear()
    this.#bytes = 0
  }

  #drop(address: string): void {
    const found = this.#pages.get(address)
    if (!found) return
    this.#pages.delete(address)
    this.#bytes -= found.page.body.length
    for (const tag of found.tags) {
      const addresses = this.#byTag.get(tag)
      addresses?.delete(address)
      if (addresses?.size === 0) this.#byTag.delete(tag)
    }
  }
}
