import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readReadySentences } from './readHolidays.ts'
import { selectSetting, writeSetting } from './store/cases.ts'

/** How a municipality answers. `version` is 0 where nothing was set yet. */
export interface AnsweringSettings {
  /** Within how many working days it promises to answer; undefined where it makes no promise. */
  readonly promiseWorkingDays: number | undefined
  /** Sentences of its own, one a line, by language. */
  readonly sentences: Readonly<Partial<Record<Lang, string>>>
  readonly version: number
}

/** How a municipality answers, for who may see its office. */
export async function readAnswering(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
): Promise<Result<AnsweringSettings, 'forbidden'>> {
  if (!may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const row = await selectSetting(app.store.read, municipality.id)
  return ok({
    promiseWorkingDays: row?.promiseWorkingDays ?? undefined,
    sentences: row?.sentences ?? {},
    version: row?.version ?? 0,
  })
}

/** Sentences that an office may put into an answer, in one language: the portal's, then its own, for who may see that. */
export async function readSentences(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  lang: Lang,
): Promise<{ readonly code: string; readonly text: string }[]> {
  const known = await readAnswering(app, viewer, municipality)
  const own = ((known.ok && known.value.sentences[lang]) || '').split('\n').filter(line => line.trim() !== '')
  return [
    ...readReadySentences().map(one => ({ code: one.code, text: one.words[lang] })),
    ...own.map((text, at) => ({ code: `own-${at}`, text })),
  ]
}

/**
 * Sets a municipality's own promise and sentences. The promise holds for words that come after it. Refuses who may not edit
 * the municipality, and what a colleague changed meanwhile.
 */
export async function editAnswering(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  given: AnsweringSettings,
): Promise<Result<void>> {
  if (!may(viewer, 'municipality.edit', placesOf(municipality))) return err('forbidden')
  return app.store.write(async tx => {
    const at = app.now()
    const kept = LANGUAGES.flatMap(lang => (given.sentences[lang]?.trim() ? [[lang, given.sentences[lang].trim()]] : []))
    const row = {
      municipalityId: municipality.id,
      promiseWorkingDays: given.promiseWorkingDays ?? null,
      sentences: Object.fromEntries(kept) as Record<string, string>,
      updatedAt: at,
    }
    if (!(await writeSetting(tx, row, given.version))) return err('edited.meanwhile')
    await touchPages(tx, at, [`feedback:${municipality.id}`, `municipality:${municipality.id}`])
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: 'feedback.answeringSet', subject: { type: 'municipality', id: municipality.id } },
      ...{ reason: 'edited in the office', detail: { promiseWorkingDays: row.promiseWorkingDays } },
    })
    return ok()
  })
}
