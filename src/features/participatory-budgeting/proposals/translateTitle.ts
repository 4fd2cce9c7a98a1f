import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexProposal } from './indexProposal.ts'
import { closeReview, isFrozen, officeProposal } from './officeProposal.ts'
import { updateProposal } from './store/proposals.ts'

/**
 * The title as the ballot shows it, in three languages; the author's own stays beside them. Refuses `review.frozen` once the
 * ballot is settled.
 */
export async function translateTitle(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly titles: Readonly<Partial<Record<Lang, string>>> },
): Promise<Result<void>> {
  const found = await officeProposal(app, viewer, asked.id, 'proposal.review')
  if (!found.ok) return found
  const { proposal, cycle } = found.value
  const { titles } = asked
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (await isFrozen(tx, cycle, at)) return err('review.frozen')
    const change = { titleKy: titles.ky ?? null, titleRu: titles.ru ?? null, titleEn: titles.en ?? null, changedAt: at }
    if (!(await updateProposal(tx, asked, change))) return err('edited.meanwhile')
    await indexProposal(tx, { ...proposal, titles }, cycle)
    const detail = { languages: Object.keys(titles).join(' ') }
    await closeReview(tx, viewer, cycle, {
      at,
      action: 'proposal.translated',
      subject: proposal.id,
      reason: 'for the ballot',
      detail,
    })
    return ok()
  })
}
