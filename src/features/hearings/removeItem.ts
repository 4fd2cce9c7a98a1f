import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { deleteItem, selectItem } from './store/items.ts'

/** Takes out an item that was entered by mistake, as long as it is nobody's word yet; a resident's word is never taken out. */
export async function removeItem(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly item: string },
): Promise<Result<void>> {
  const found = await officeHearing(app, viewer, asked.id, 'items')
  if (!found.ok) return found
  const { hearing } = found.value
  const item = await selectItem(app.store.read, asked.item)
  if (item?.hearingId !== hearing.id) return err('item.unknown')
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await deleteItem(tx, item.id))) return err('item.isWord')
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.itemRemoved', reason: 'it was entered by mistake' })
    return ok()
  })
}
