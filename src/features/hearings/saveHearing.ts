import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Announcement } from './forms/hearingForms.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import type { Hearing } from './rules/hearing.ts'
import { instantOf, usualEnd } from './rules/schedule.ts'
import { replaceAgenda, selectHearing, updateHearing } from './store/hearings.ts'

/**
 * Saves the announcement. In a draft everything may change; once announced, the words only: day, hour and place are changed
 * by `moveHearing`, which tells people. Refuses `edited.meanwhile` where somebody saved since `version` was read.
 */
export async function saveHearing(
  app: App,
  viewer: Viewer,
  asked: Announcement & { readonly id: string },
): Promise<Result<{ version: number }>> {
  const found = await officeHearing(app, viewer, asked.id, 'announcement')
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  if (hearing.state === 'cancelled') return err('hearing.isCancelled')
  const when = whenOf(hearing, asked)
  if (!when.ok) return when
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ version: number }>> => {
    const changes = {
      ...{ titleKy: asked.titleKy, titleRu: asked.titleRu ?? null, titleEn: asked.titleEn ?? null },
      ...{ leadKy: asked.leadKy ?? null, leadRu: asked.leadRu ?? null, leadEn: asked.leadEn ?? null },
      ...{ budgetYear: asked.budgetYear ?? null, changedAt: at },
      ...when.value,
    }
    const seen = { id: hearing.id, lock: 'announcement', version: asked.version } as const
    if (!(await updateHearing(tx, seen, changes))) return err('edited.meanwhile')
    await replaceAgenda(tx, hearing.id, agendaRows(app, hearing.id, asked))
    const saved = await selectHearing(tx, hearing.id)
    if (!saved) throw new Error('a hearing that was just saved')
    await indexHearing(tx, saved, municipality)
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.saved', reason: 'its announcement was written' })
    return ok({ version: saved.version })
  })
}

function whenOf(hearing: Hearing, { date, time, endTime, venue, village, onlineUrl }: Announcement): Result<object> {
  if (hearing.state !== 'draft') return ok({})
  if (!date) return err('hearing.date', { path: 'date' })
  if (!time) return err('hearing.time', { path: 'time' })
  const startsAt = instantOf(date, time)
  const endsAt = endTime ? instantOf(date, endTime) : usualEnd(startsAt)
  if (endsAt <= startsAt) return err('hearing.endsBefore', { path: 'endTime' })
  return ok({ startsAt, endsAt, venue: venue ?? null, village: village ?? null, onlineUrl: onlineUrl ?? null })
}

/** Kyrgyz points lead; a translation stands beside the point of the same number. */
const agendaRows = (app: App, hearingId: string, { agendaKy = [], agendaRu = [], agendaEn = [] }: Announcement) =>
  agendaKy.map((textKy, position) => ({
    ...{ id: app.newId(), hearingId, position, textKy },
    ...{ textRu: agendaRu[position], textEn: agendaEn[position] },
  }))
