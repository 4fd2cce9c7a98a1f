import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeBox } from './closeBox.ts'
import { type BoxWork, boxWork } from './forms/boxForms.ts'
import { makeBoxKey } from './makeBoxKey.ts'
import { printKeySheets } from './printKeySheets.ts'
import { openBox } from './openBox.ts'
import { readBoxKey } from './readBox.ts'
import { rehearseBoxKey } from './rehearseBoxKey.ts'
import { type BoxVerdict, verifyBox } from './verifyBox.ts'

export type BoxWorked =
  | { readonly state: 'done'; readonly work: Exclude<BoxWork['do'], 'make' | 'verify'> }
  /** The three sheets: this answer is the only copy. */
  | { readonly state: 'sheets'; readonly pdf: Buffer }
  | { readonly state: 'verified'; readonly verdict: BoxVerdict }
  | {
      readonly state: 'refused'
      readonly work: BoxWork['do'] | undefined
      readonly refusals: readonly Refusal[]
      readonly typed: Typed
    }

/** Does what the office's page of the box was asked for. What was typed of a sheet goes back to that page only. */
export async function workOnBox(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly lang: Lang; readonly posted: FormData | 'unreadable' },
): Promise<BoxWorked> {
  if (asked.posted === 'unreadable')
    return { state: 'refused', work: undefined, refusals: [{ code: 'form.unreadable' }], typed: NOTHING_TYPED }
  const posted = checkFields(asked.posted, boxWork)
  if (!posted.ok) return { state: 'refused', work: undefined, refusals: posted.refusals, typed: posted.typed }
  const form = posted.value
  const done = await work(app, viewer, asked, form)
  if (!done.ok) return { state: 'refused', work: form.do, refusals: done.refusals, typed: posted.typed }
  return done.value
}

async function work(
  app: App,
  viewer: Viewer,
  { cycleId, lang }: { readonly cycleId: string; readonly lang: Lang },
  form: BoxWork,
): Promise<Result<BoxWorked>> {
  switch (form.do) {
    case 'make': {
      if ((await readBoxKey(app, cycleId)) && form.known !== 'yes') return err('box.sheetsKnown', { path: 'known' })
      const made = await makeBoxKey(app, viewer, cycleId)
      if (!made.ok) return made
      return { ok: true, value: { state: 'sheets', pdf: await printKeySheets(lang, made.value, app.now()) } }
    }
    case 'verify': {
      const typed = form.sheet1 === '' && form.sheet2 === '' ? undefined : form
      const verified = await verifyBox(app, viewer, cycleId, typed)
      return verified.ok ? { ok: true, value: { state: 'verified', verdict: verified.value } } : verified
    }
    case 'rehearse':
    case 'open':
    case 'close': {
      const acts = { rehearse: rehearseBoxKey, open: openBox }
      const done = form.do === 'close' ? await closeBox(app, viewer, cycleId) : await acts[form.do](app, viewer, cycleId, form)
      return done.ok ? { ok: true, value: { state: 'done', work: form.do } } : done
    }
  }
}
