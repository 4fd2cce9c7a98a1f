import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal, Result } from '#platform/result.ts'
import type { Holidays } from '#platform/workingDays.ts'
import type { App } from '#src/app.ts'
import { announceWritten } from './announceWritten.ts'
import { attachToHearing, detachFromHearing } from './attachToHearing.ts'
import { cancelHearing } from './cancelHearing.ts'
import { decideFate } from './decideFate.ts'
import { decideFates } from './decideFates.ts'
import { enterItems } from './enterItems.ts'
import { enterItemSheet } from './enterItemSheet.ts'
import * as forms from './forms/hearingForms.ts'
import { moveHearing } from './moveHearing.ts'
import { publishResults } from './publishResults.ts'
import { recordAttendance } from './recordAttendance.ts'
import { removeItem } from './removeItem.ts'
import type { Part } from './rules/hearing.ts'
import { saveHearing } from './saveHearing.ts'
import { saveMinutes } from './saveMinutes.ts'

/** What the office's pages of a hearing may post, and the part that each belongs to. */
export const WORK = {
  save: 'announcement',
  announce: 'announcement',
  move: 'announcement',
  cancel: 'announcement',
  attach: 'announcement',
  detach: 'announcement',
  enter: 'items',
  sheet: 'items',
  remove: 'items',
  count: 'attendance',
  minutes: 'minutes',
  decide: 'results',
  decideAll: 'results',
  publish: 'results',
} as const satisfies Record<string, Part>
export type Work = keyof typeof WORK

export type Worked =
  | { readonly state: 'done'; readonly work: Work; readonly count: number | undefined }
  | {
      readonly state: 'refused'
      readonly work: Work | undefined
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
      /** The text was kept although what was to follow was refused. */
      readonly saved?: boolean
    }

/** One posted form of a hearing's office pages: `do` names the work, the rest are its fields. */
export async function workOnHearing(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    readonly lang: Lang
    readonly posted: FormData | 'unreadable'
    readonly holidays: Holidays
  },
): Promise<Worked> {
  const { posted } = asked
  const unreadable = { typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  if (posted === 'unreadable') return { state: 'refused', work: undefined, ...unreadable }
  const work = (Object.keys(WORK) as Work[]).find(one => one === posted.get('do'))
  if (!work) return { state: 'refused', work: undefined, ...unreadable }
  const { typed, result, saved } = await doWork(app, viewer, asked, work, posted)
  if (!result.ok) return { state: 'refused', work, typed, refusals: result.refusals, saved }
  return { state: 'done', work, count: numberIn(result.value) }
}

/** How many were entered, counted or told. */
const numberIn = (value: unknown): number | undefined =>
  Object.values((value ?? {}) as Record<string, unknown>).find(one => typeof one === 'number')

async function doWork(
  app: App,
  viewer: Viewer,
  { id, lang, holidays }: { readonly id: string; readonly lang: Lang; readonly holidays: Holidays },
  work: Work,
  data: FormData,
): Promise<{ typed: Typed; result: Result<unknown>; saved: boolean }> {
  let saved = false
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<unknown>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
    saved,
  })
  switch (work) {
    case 'save':
      return run(checkFields(data, forms.announcementForm), value => saveHearing(app, viewer, { ...value, id }))
    case 'announce':
      return run(checkFields(data, forms.announceForm), async value => {
        const announced = await announceWritten(app, viewer, { ...value, id }, holidays)
        saved = announced.saved
        return announced.result
      })
    case 'move':
      return run(checkFields(data, forms.moveForm), value => moveHearing(app, viewer, { ...value, id }))
    case 'cancel':
      return run(checkFields(data, forms.cancelForm), value => cancelHearing(app, viewer, { ...value, id }))
    case 'attach':
      return run(checkFields(data, forms.attachForm), value => attachToHearing(app, viewer, { ...value, id }))
    case 'detach':
      return run(checkFields(data, forms.detachForm), value => detachFromHearing(app, viewer, { ...value, id }))
    case 'enter':
      return run(checkFields(data, forms.itemsForm), ({ entry, rows, ...value }) =>
        enterItems(app, viewer, {
          ...{ ...value, id, key: entry },
          rows: Object.entries(rows).map(([row, item]) => ({ row: Number(row), item })),
        }),
      )
    case 'sheet':
      return run(checkFields(data, forms.itemFileForm), async ({ file, ...value }) =>
        enterItemSheet(app, viewer, { ...value, id, language: lang, bytes: new Uint8Array(await file.arrayBuffer()) }),
      )
    case 'remove':
      return run(checkFields(data, forms.removeItemForm), value => removeItem(app, viewer, { ...value, id }))
    case 'count':
      return run(checkFields(data, forms.attendanceForm), value => recordAttendance(app, viewer, { ...value, id }))
    case 'minutes':
      return run(checkFields(data, forms.minutesForm), value => saveMinutes(app, viewer, { ...value, id }))
    case 'decide':
      return run(checkFields(data, forms.decisionForm), value => decideFate(app, viewer, { ...value, id }))
    case 'decideAll':
      return run(checkFields(data, forms.decisionsForm), ({ rows }) =>
        decideFates(app, viewer, { id, decisions: Object.values(rows) }),
      )
    case 'publish':
      return run(checkFields(data, forms.publishForm), value => publishResults(app, viewer, { ...value, id }))
  }
}
