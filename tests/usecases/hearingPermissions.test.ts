import { describe, expect, it } from 'vitest'
import { hearing } from '#db/schema/hearings.ts'
import { announceHearing } from '#features/hearings/announceHearing.ts'
import { announceWritten } from '#features/hearings/announceWritten.ts'
import { attachToHearing, detachFromHearing } from '#features/hearings/attachToHearing.ts'
import { cancelHearing } from '#features/hearings/cancelHearing.ts'
import { createHearing } from '#features/hearings/createHearing.ts'
import { decideFate } from '#features/hearings/decideFate.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { enterItemSheet } from '#features/hearings/enterItemSheet.ts'
import { announcementForm, moveForm, newHearingForm } from '#features/hearings/forms/hearingForms.ts'
import { moveHearing } from '#features/hearings/moveHearing.ts'
import { publishResults } from '#features/hearings/publishResults.ts'
import { readOfficeHearing } from '#features/hearings/readHearing.ts'
import { readOfficeHearings } from '#features/hearings/readHearings.ts'
import { recordAttendance } from '#features/hearings/recordAttendance.ts'
import { removeItem } from '#features/hearings/removeItem.ts'
import type { HearingState } from '#features/hearings/rules/hearing.ts'
import { saveHearing } from '#features/hearings/saveHearing.ts'
import { saveMinutes } from '#features/hearings/saveMinutes.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { entry, seededHearing, typedHearing } from '#tests/support/hearings.ts'
import { placedKnockers } from '#tests/support/viewers.ts'

type Ask = (app: App, viewer: Viewer, id: string, municipality: string) => Promise<Result<unknown>>
const when = { ...typedHearing, version: '99' }
// A version nobody has seen: who may, is stopped by the lock and changes nothing for the next one who knocks.
const ASKS: readonly (readonly [string, HearingState, Permission, Ask])[] = [
  ['prepares one', 'draft', 'hearing.write', (app, viewer, _, municipality) => createHearing(app, viewer, { ...newHearingForm.parse(typedHearing), municipality })],
  ['writes a draft', 'draft', 'hearing.write', (app, viewer, id) => saveHearing(app, viewer, { ...announcementForm.parse({ ...when, titleKy: 'а' }), id })],
  ['changes what was announced', 'announced', 'hearing.publish', (app, viewer, id) => saveHearing(app, viewer, { ...announcementForm.parse({ ...when, titleKy: 'а' }), id })],
  ['announces', 'draft', 'hearing.publish', (app, viewer, id) => announceHearing(app, viewer, { id, version: 99 })],
  ['writes and announces', 'draft', 'hearing.publish', async (app, viewer, id) => (await announceWritten(app, viewer, { ...announcementForm.parse({ ...when, titleKy: 'а' }), id }, { daysOff: new Set(), workedDays: new Set() })).result],
  ['moves', 'announced', 'hearing.publish', (app, viewer, id) => moveHearing(app, viewer, { ...moveForm.parse({ ...when, reason: 'а' }), id })],
  ['cancels', 'announced', 'hearing.publish', (app, viewer, id) => cancelHearing(app, viewer, { id, version: 99, reason: 'а' })],
  ['attaches a file to a draft', 'draft', 'hearing.write', (app, viewer, id) => attachToHearing(app, viewer, { id, file: new File([], 'a.pdf') })],
  ['takes a public file away', 'announced', 'hearing.publish', (app, viewer, id) => detachFromHearing(app, viewer, { id, document: 'x' })],
  ['enters items', 'announced', 'hearing.write', (app, viewer, id) => enterItems(app, viewer, entry(id, 'same', ['а']))],
  ['enters items after the results', 'resultsPublished', 'hearing.publish', (app, viewer, id) => enterItems(app, viewer, entry(id, 'same', ['а']))],
  ['enters a sheet', 'announced', 'hearing.write', (app, viewer, id) => enterItemSheet(app, viewer, { id, channel: 'paper', language: 'ky', bytes: new Uint8Array() })],
  ['takes an item out', 'announced', 'hearing.write', (app, viewer, id) => removeItem(app, viewer, { id, item: 'x' })],
  ['decides', 'held', 'hearing.write', (app, viewer, id) => decideFate(app, viewer, { id, item: 'x', version: 0, fate: 'open' })],
  ['decides after the results', 'resultsPublished', 'hearing.publish', (app, viewer, id) => decideFate(app, viewer, { id, item: 'x', version: 0, fate: 'open' })],
  ['counts people', 'held', 'hearing.write', (app, viewer, id) => recordAttendance(app, viewer, { id, version: 99, rows: [{ village: 'а', total: 1 }] })],
  ['counts people after the results', 'resultsPublished', 'hearing.publish', (app, viewer, id) => recordAttendance(app, viewer, { id, version: 99, rows: [{ village: 'а', total: 1 }] })],
  ['writes minutes', 'held', 'hearing.write', (app, viewer, id) => saveMinutes(app, viewer, { id, version: 99, minutes: 'а' })],
  ['writes minutes after the results', 'resultsPublished', 'hearing.publish', (app, viewer, id) => saveMinutes(app, viewer, { id, version: 99, minutes: 'а' })],
  ['publishes results', 'held', 'hearing.publish', (app, viewer, id) => publishResults(app, viewer, { id, version: 99 })],
  ['looks at the list', 'draft', 'office.read', (app, viewer, _, municipality) => readOfficeHearings(app, viewer, municipality)],
  ['looks at one', 'draft', 'office.read', (app, viewer, id, municipality) => readOfficeHearing(app, viewer, municipality, id)],
] // prettier-ignore

describe.skipIf(engineMissing())('who may do what with a hearing', () => {
  for (const [does, state, permission, ask] of ASKS)
    it(`${does}: ${permission}`, async () => {
      const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
      const place = await seededPlace(app)
      const { id } = await seededHearing(app, place, { announced: false })
      await app.store.write(async tx => void (await tx.update(hearing).set({ state, announcedAt: app.now() })))
      for (const [who, viewer, allowed] of placedKnockers(permission, placesOf(place)))
        expect(refusedWith(await ask(app, viewer, id, place.id), 'forbidden'), who).toBe(!allowed)
    })
})
