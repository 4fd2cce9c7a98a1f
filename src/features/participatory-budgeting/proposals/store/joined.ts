import { and, inArray, isNotNull } from 'drizzle-orm'
import { pbAuthor, pbProposalLink, pbSupport } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Lang } from '#platform/i18n/languages.ts'

/**
 * Gives the supporters of some proposals to others; who supports one of those already counts there once. Answers how many
 * were moved off. The first ones keep none: a resident's supports are counted in a cycle, and theirs stand elsewhere now.
 */
export async function moveSupports(tx: Writing, from: readonly string[], to: readonly string[]): Promise<number> {
  if (from.length === 0) return 0
  const rows = await tx
    .select()
    .from(pbSupport)
    .where(inArray(pbSupport.proposalId, [...from]))
  for (const proposalId of to)
    for (let at = 0; at < rows.length; at += 200)
      await tx
        .insert(pbSupport)
        .values(rows.slice(at, at + 200).map(row => ({ ...row, proposalId })))
        .onConflictDoNothing()
  await tx.delete(pbSupport).where(inArray(pbSupport.proposalId, [...from]))
  return rows.length
}

export interface ToTell {
  readonly email: string
  readonly language: Lang
}

/**
 * Addresses of the authors and confirmed co-authors of a proposal and of all that were merged or split into it, each once.
 */
export async function selectAuthorsToTell(read: Reading | Writing, proposalId: string): Promise<ToTell[]> {
  const ids = new Set([proposalId])
  let latest = [proposalId]
  while (latest.length > 0) {
    const links = await read
      .select({ id: pbProposalLink.fromId })
      .from(pbProposalLink)
      .where(inArray(pbProposalLink.toId, latest))
    latest = links.map(one => one.id).filter(id => !ids.has(id))
    for (const id of latest) ids.add(id)
  }
  const rows = await read
    .select({ email: pbAuthor.email, language: pbAuthor.language })
    .from(pbAuthor)
    .where(and(inArray(pbAuthor.proposalId, [...ids]), isNotNull(pbAuthor.email), isNotNull(pbAuthor.confirmedAt)))
  const byAddress = new Map(rows.flatMap(({ email, language }) => (email ? [[email.toLowerCase(), { email, language }]] : [])))
  return [...byAddress.values()]
}
