import { describe, expect, it } from 'vitest'
import type { Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { attachPicture, removePicture } from '#features/participatory-budgeting/implementation/attachPicture.ts'
import { decideNote } from '#features/participatory-budgeting/implementation/confirmProject.ts'
import { linkLines } from '#features/participatory-budgeting/implementation/linkLines.ts'
import { readOfficeProjects, readProjectWork } from '#features/participatory-budgeting/implementation/readOfficeProjects.ts'
import { addContract, removeContract } from '#features/participatory-budgeting/implementation/saveContracts.ts'
import { saveStages } from '#features/participatory-budgeting/implementation/saveStages.ts'
import { finishProject, tellNews } from '#features/participatory-budgeting/implementation/tellNews.ts'
import { workOnProject } from '#features/participatory-budgeting/implementation/workOnProject.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { seededProject } from '#tests/support/projects.ts'
import { placedKnockers } from '#tests/support/viewers.ts'

type Ask = (app: App, viewer: Viewer, id: string, cycleId: string) => Promise<Result<unknown>>
// A version nobody has seen: who may, is stopped by the lock and changes nothing for the next one who knocks.
const version = 99
const ASKS: readonly (readonly [string, Permission, Ask])[] = [
  ['looks at the list', 'office.read', (app, viewer, _, cycleId) => readOfficeProjects(app, viewer, cycleId)],
  ['looks at one', 'office.read', (app, viewer, id, cycleId) => readProjectWork(app, viewer, { id, cycleId })],
  ['plans', 'project.write', (app, viewer, id) => saveStages(app, viewer, { id, version, stages: [] })],
  ['contracts', 'project.write', (app, viewer, id) => addContract(app, viewer, { id, version, contractor: 'а', subject: 'а', amount: 1, signedOn: '2026-11-01' } as never)],
  ['takes a contract out', 'project.write', (app, viewer, id) => removeContract(app, viewer, { id, version, contract: 'x' })],
  ['tells news', 'project.write', (app, viewer, id) => tellNews(app, viewer, { id, version, kind: 'news', text: 'а' })],
  ['finishes', 'project.write', (app, viewer, id) => finishProject(app, viewer, { id, version })],
  ['links lines', 'project.write', (app, viewer, id) => linkLines(app, viewer, { id, version, lines: [] })],
  ['adds a picture', 'project.write', (app, viewer, id) => attachPicture(app, viewer, { id, version, of: 'after', file: new File([], 'a.pdf') })],
  ['takes a picture away', 'project.write', (app, viewer, id) => removePicture(app, viewer, { id, version, document: 'x' })],
  ['decides on a note', 'project.write', (app, viewer, id) => decideNote(app, viewer, { id, resident: 'x', show: true })],
  ['works by a form', 'project.write', async (app, viewer, id) => {
    const data = new FormData()
    data.set('do', 'stages')
    data.set('version', '99')
    const worked = await workOnProject(app, viewer, id, data)
    return worked.state === 'done' ? { ok: true, value: undefined } : { ok: false, refusals: worked.refusals as never }
  }],
] // prettier-ignore

describe.skipIf(engineMissing())('who may do what with a winning project', () => {
  for (const [does, permission, ask] of ASKS)
    it(`${does}: ${permission}`, async () => {
      const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
      const place = await seededPlace(app)
      const cycle = await seededCycle(app, { place: place.slug, phase: 'implementation' })
      await seededProject(app, cycle, 'one')
      for (const [who, viewer, allowed] of placedKnockers(permission, placesOf(place)))
        expect(refusedWith(await ask(app, viewer, 'one', cycle.id), 'forbidden'), who).toBe(!allowed)
    })
})
