import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { EnteredItem } from './forms/hearingForms.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { whyNoItems } from './rules/hearing.ts'
import { type ItemChannel, sameItem } from './rules/items.ts'
import { insertItems, selectEntered, selectItems } from './store/items.ts'

export interface Entry {
  readonly id: string
  /** How they came, where a row does not say. */
  readonly channel: Exclude<ItemChannel, 'before'>
  /** Language of the words, where a row does not say. */
  readonly language: Lang
  /** Names this form or file: the same one sent again enters nothing twice. */
  readonly key: string
  /** Said to the question whether the same words are to be entered once more. */
  readonly again?: boolean | undefined
  readonly rows: readonly { readonly row: number; readonly item: EnteredItem }[]
}

/**
 * Enters questions and proposals that were spoken or written on paper, all in one transaction. They become words that DPI
 * receives (`carryHearingItems` of feedback) half an hour later, so that a slip of the hand can be taken out before. Words that
 * were entered before by another form are asked about (`item.again`), since a form opened anew looks the same. Answers how many
 * are new.
 */
export async function enterItems(app: App, viewer: Viewer, entry: Entry): Promise<Result<{ entered: number }>> {
  const found = await officeHearing(app, viewer, entry.id, 'items')
  if (!found.ok) return found
  const { hearing } = found.value
  const refused = whyNoItems(hearing)
  if (refused) return err(refused)
  if (entry.rows.length === 0) return err('item.none')
  const at = app.now()
  const rows = entry.rows.map(({ row, item }) => ({
    ...{ id: app.newId(), hearingId: hearing.id, kind: item.kind, channel: item.channel ?? entry.channel },
    ...{ text: item.text, village: item.village, sex: item.sex, language: item.language ?? entry.language, isWord: false },
    ...{ entryKey: `${hearing.id}:${entry.key}:${row}`, fate: 'open' as const, enteredAt: at, isDemo: hearing.isDemo },
  }))
  return app.store.write(async tx => {
    const known = await selectEntered(tx, hearing.id)
    const fresh = rows.filter(row => !known.has(row.entryKey))
    const before = fresh.length > 0 && !entry.again ? await selectItems(tx, [hearing.id]) : []
    const twice = fresh.filter(row => before.some(one => sameItem(one, row)))
    const [first] = twice
    if (first) return err('item.again', { path: 'again', values: { count: twice.length, text: excerpt(first.text) } })
    const entered = await insertItems(tx, fresh)
    if (entered > 0) {
      const detail = { entered, channel: entry.channel }
      await closeChange(tx, viewer, hearing, { at, action: 'hearing.itemsEntered', reason: 'residents said it', detail })
    }
    return ok({ entered })
  })
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
