import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { codeOf } from '#platform/codes.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { NewHearing } from './forms/hearingForms.ts'
import { closeChange } from './officeHearing.ts'
import { usualYear } from './rules/budgetYear.ts'
import type { HearingKind } from './rules/hearing.ts'
import { instantOf, usualEnd } from './rules/schedule.ts'
import { insertHearing, replaceAgenda } from './store/hearings.ts'
import { words } from './words.ts'

/** Characters of a short id: 32⁷ of them, drawn anew where one is taken. */
const ID_LENGTH = 7

/**
 * Begins a hearing from the template of its kind: title, text and agenda stand ready in three languages, the day, the hour
 * and the place are those given. It is a draft until it is announced. Answers its id.
 */
export async function createHearing(
  app: App,
  viewer: Viewer,
  asked: NewHearing & { readonly municipality: string; readonly isDemo?: boolean },
): Promise<Result<{ id: string }>> {
  const municipality = await readMunicipality(app, asked.municipality)
  if (!municipality) return err('hearing.municipality')
  if (!may(viewer, 'hearing.write', placesOf(municipality))) return err('forbidden')
  if (municipality.endedOn !== undefined) return err('hearing.municipality')
  const at = app.now()
  const { kind } = asked
  const startsAt = instantOf(asked.date, asked.time)
  const endsAt = asked.endTime ? instantOf(asked.date, asked.endTime) : usualEnd(startsAt)
  if (endsAt <= startsAt) return err('hearing.endsBefore', { path: 'endTime' })
  const budgetYear = asked.budgetYear ?? usualYear(kind, asked.date)
  const title = (lang: Lang) => templateText(lang, kind, 'title', budgetYear)
  const lead = (lang: Lang) => templateText(lang, kind, 'lead', budgetYear)
  const row = {
    ...{ municipalityId: municipality.id, kind, budgetYear, startsAt, endsAt },
    ...{
      titleKy: asked.title ?? title('ky'),
      titleRu: asked.title ? null : title('ru'),
      titleEn: asked.title ? null : title('en'),
    },
    ...{ leadKy: lead('ky'), leadRu: lead('ru'), leadEn: lead('en') },
    ...{ venue: asked.venue, village: asked.village, onlineUrl: asked.onlineUrl },
    ...{ state: 'draft' as const, createdAt: at, changedAt: at, isDemo: asked.isDemo ?? false },
  }
  return app.store.write(async tx => {
    const draw = () => codeOf(app.random(ID_LENGTH)).toLowerCase()
    let id = draw()
    while (!(await insertHearing(tx, { ...row, id }))) id = draw()
    await replaceAgenda(tx, id, agendaRows(app, id, kind, budgetYear))
    const detail = { kind, startsAt: startsAt.toISOString() }
    await closeChange(
      tx,
      viewer,
      { id, municipalityId: municipality.id },
      { at, action: 'hearing.created', reason: 'a hearing is prepared', detail },
    )
    return ok({ id })
  })
}

const templateText = (lang: Lang, kind: HearingKind, part: 'title' | 'lead' | 'agenda', year: number | undefined): string =>
  words(lang).data(`template.${kind}.${part}`, { year: String(year ?? '') })

/** The points of the template, the same number in each language. */
function agendaRows(app: App, hearingId: string, kind: HearingKind, year: number | undefined) {
  const [ky = [], ru = [], en = []] = LANGUAGES.map(lang => templateText(lang, kind, 'agenda', year).split('\n'))
  return ky.map((textKy, position) => ({
    ...{ id: app.newId(), hearingId, position, textKy },
    ...{ textRu: ru[position], textEn: en[position] },
  }))
}
