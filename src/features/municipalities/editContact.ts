import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { ContactInput } from './forms/contactForm.ts'
import { type Municipality, placesOf } from './rules/unit.ts'
import { findContact } from './store/units.ts'
import { writeContact } from './store/writeUnits.ts'

/** As the office's form shows it. */
export type KnownContact = ContactInput

/** What is known of how to reach a municipality, with the version for the next change, for who may see its office. */
export async function readContact(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
): Promise<Result<KnownContact, 'forbidden'>> {
  if (!may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const row = await findContact(app.store.read, municipality.id)
  const known = (value: string | null | undefined) => value ?? undefined
  return ok({
    headName: known(row?.headName),
    address: known(row?.address),
    phone: known(row?.phone),
    email: known(row?.email),
    website: known(row?.website),
    version: row?.version ?? -1,
  })
}

/** Who is in charge and how to reach them, as the office itself writes it. Refuses what a colleague changed meanwhile. */
export async function editContact(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  given: ContactInput,
): Promise<Result<void>> {
  if (!may(viewer, 'municipality.edit', placesOf(municipality))) return err('forbidden')
  return app.store.write(async tx => {
    const at = app.now()
    if (!(await writeContact(tx, municipality.id, given, at))) return err('edited.meanwhile')
    await touchPages(tx, at, [`municipality:${municipality.id}`])
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: 'municipality.contactEdited' },
      ...{ subject: { type: 'municipality', id: municipality.id }, reason: 'edited in the office' },
    })
    return ok()
  })
}
