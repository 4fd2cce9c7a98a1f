import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { budget, budgetLine } from '#db/schema/budgets.ts'
import { notice } from '#db/schema/notices.ts'
import { pageChange } from '#db/schema/pages.ts'
import { pbFollower } from '#db/schema/pbProjects.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { attachPicture, removePicture } from '#features/participatory-budgeting/implementation/attachPicture.ts'
import { confirmProject, decideNote } from '#features/participatory-budgeting/implementation/confirmProject.ts'
import { linkLines } from '#features/participatory-budgeting/implementation/linkLines.ts'
import { readProjectWork } from '#features/participatory-budgeting/implementation/readOfficeProjects.ts'
import { readProject, readProjects } from '#features/participatory-budgeting/implementation/readProject.ts'
import { addContract, removeContract } from '#features/participatory-budgeting/implementation/saveContracts.ts'
import { saveStages } from '#features/participatory-budgeting/implementation/saveStages.ts'
import { startProjects } from '#features/participatory-budgeting/implementation/startProjects.ts'
import { finishProject, tellNews } from '#features/participatory-budgeting/implementation/tellNews.ts'
import { overPrice } from '#features/participatory-budgeting/implementation/rules/plan.ts'
import { progressOf } from '#features/participatory-budgeting/implementation/rules/project.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { seededProject } from '#tests/support/projects.ts'
import { codesOf, som } from '#tests/support/reviews.ts'
import { photograph, upload } from '#tests/support/uploads.ts'

const day = (text: string) => text as IsoDate
async function won(email?: string) {
  const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
  const place = await seededPlace(app)
  const cycle = await seededCycle(app, { place: place.slug, phase: 'implementation' })
  return { app, place, cycle, project: await seededProject(app, cycle, 'one', email) }
}
const pageOf = async (app: App) => {
  const page = await readProject(app, 'one')
  if (!page) throw new Error('no project')
  return page
}
const mails = async (app: App) => (await app.store.read.select().from(notice)).map(one => [one.to, one.template])
const follow = (app: App, email: string, confirmed: boolean) =>
  app.store.write(
    async tx =>
      void (await tx.insert(pbFollower).values({
        ...{ id: app.newId(), proposalId: 'one', email, language: 'ru', token: app.newId(), askedAt: app.now() },
        ...{ confirmedAt: confirmed ? app.now() : null, eraseOn: '2030-01-01' },
      })),
  )

describe.skipIf(engineMissing())('winning projects', () => {
  it('begin once, however often the result is announced', async () => {
    const { app, cycle, project } = await won()
    expect(project).toMatchObject({ price: som(300_000), stages: [], version: 0 })
    const again = await app.store.write(tx => startProjects(app, tx, { cycle, winners: [{ proposalId: 'one', price: som(1) }] }))
    expect([again, (await readProjects(app, { cycleId: cycle.id })).map(one => one.project.price)]).toEqual([0, [som(300_000)]])
    const begun = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'project.begun'))
    expect(begun).toHaveLength(1)
    const tags = await app.store.read
      .select()
      .from(pageChange)
      .where(eq(pageChange.tag, `cycle:${cycle.id}`))
    expect(tags.length).toBeGreaterThan(0)
  })

  it('are planned, contracted and paid, over the version seen', async () => {
    const { app } = await won()
    const stages = [
      { row: 0, name: 'Долбоор', plannedFrom: day('2026-10-01'), plannedTo: day('2026-11-30'), plannedCost: som(30_000) },
      { row: 2, name: 'Куруу', plannedFrom: day('2026-12-01'), plannedTo: day('2027-03-01') },
    ]
    expect((await saveStages(app, OPERATOR, { id: 'one', version: 0, stages })).ok).toBe(true)
    expect(codesOf(await saveStages(app, OPERATOR, { id: 'one', version: 0, stages: [] }))).toEqual(['edited.meanwhile'])
    const [first] = (await pageOf(app)).project.stages
    const bad = [{ row: 5, name: 'Куруу', actualFrom: day('2026-12-01') }]
    expect(await saveStages(app, OPERATOR, { id: 'one', version: 1, stages: bad })).toMatchObject({
      refusals: [{ code: 'project.future', path: 'stages.5.actualFrom' }],
    })
    const went = [{ ...stages[1], row: 0, name: 'Куруу' }, { ...stages[0], row: 1, name: 'Долбоор', id: first?.id, actualCost: som(31_000) }] // prettier-ignore
    expect((await saveStages(app, OPERATOR, { id: 'one', version: 1, stages: went })).ok).toBe(true)
    const saved = (await pageOf(app)).project.stages
    expect(saved.map(one => [one.name, one.actualCost])).toEqual([['Куруу', undefined], ['Долбоор', som(31_000)]]) // prettier-ignore
    expect(saved[1]?.id).toBe(first?.id)
    const contract = { contractor: 'ОсОО «Көпүрө»', subject: 'Курулуш', amount: som(280_000), signedOn: day('2026-11-01') }
    expect((await addContract(app, OPERATOR, { id: 'one', version: 2, ...contract } as never)).ok).toBe(true)
    const [signed] = (await pageOf(app)).project.contracts
    expect(signed).toMatchObject(contract)
    expect(codesOf(await removeContract(app, OPERATOR, { id: 'one', version: 3, contract: 'none' }))).toEqual([
      'project.contractUnknown',
    ])
    // What was refused moved nothing on.
    expect((await removeContract(app, OPERATOR, { id: 'one', version: 3, contract: signed?.id ?? '' })).ok).toBe(true)
    expect((await pageOf(app)).project.contracts).toEqual([])
  })

  it('keep their first plan beside one that was moved, with its reason for everybody', async () => {
    const { app } = await won('a@b.kg')
    const plan = { row: 0, name: 'Куруу', plannedTo: day('2026-12-10'), plannedCost: som(280_000) }
    await saveStages(app, OPERATOR, { id: 'one', version: 0, stages: [plan] })
    await tellNews(app, OPERATOR, { id: 'one', version: 1, kind: 'delay', text: 'Жаан', newsDay: day('2027-01-15') })
    const id = (await pageOf(app)).project.stages[0]?.id
    const moved = [{ ...plan, id, plannedTo: day('2027-02-01'), plannedCost: som(320_000) }]
    const save = (version: number, stages: readonly object[], reason?: string) =>
      saveStages(app, OPERATOR, { id: 'one', version, stages: stages as never, reason })
    expect(codesOf(await save(2, moved))).toEqual(['project.planReason'])
    expect(codesOf(await save(2, []))).toEqual(['project.planReason'])
    expect(codesOf(await save(2, [{ ...plan, id }, { row: 1, name: 'Дагы', plannedTo: day('2027-05-01') }]))).toEqual(['project.planReason']) // prettier-ignore
    expect((await save(2, moved, 'Кум жетпейт')).ok).toBe(true)
    const { project } = await pageOf(app)
    expect(project).toMatchObject({ firstEnd: '2026-12-10', firstCost: som(280_000) })
    expect(project.stages).toMatchObject([{ plannedTo: '2027-02-01', firstTo: '2026-12-10', firstCost: som(280_000) }])
    const told = { kind: 'plan', text: 'Кум жетпейт', dayWas: '2026-12-10', day: '2027-02-01', cost: som(320_000) }
    expect(project.news.find(one => one.kind === 'plan')).toMatchObject(told)
    expect(progressOf(project, day('2026-11-25'))).toMatchObject({
      state: 'late',
      plannedEnd: '2026-12-10',
      movedEnd: '2027-02-01',
    })
    expect(overPrice(project)).toBe(som(20_000))
    // Moved again it is still judged by the first; how it goes needs no reason.
    await save(project.version, [{ ...moved[0], plannedTo: day('2027-03-01') }], 'Дагы')
    const again = (await pageOf(app)).project
    expect([again.firstEnd, again.stages[0]?.firstTo]).toEqual(['2026-12-10', '2026-12-10'])
    expect((await save(again.version, [{ ...again.stages[0], row: 0, actualFrom: day('2026-11-20') }])).ok).toBe(true)
  })

  it('are not done with stages open unless somebody says why', async () => {
    const { app } = await won()
    await saveStages(app, OPERATOR, { id: 'one', version: 0, stages: [{ row: 0, name: 'Чырак' }] })
    const finish = (openReason?: string) =>
      finishProject(app, OPERATOR, { id: 'one', version: 1, finishedOn: day('2026-11-24'), openReason })
    expect(await finish()).toMatchObject({ refusals: [{ code: 'project.stagesOpen', values: { names: 'Чырак' } }] })
    expect((await finish('Башка акчага тартылды')).ok).toBe(true)
    const { project } = await pageOf(app)
    expect([project.finishedOn, project.news[0]]).toMatchObject(['2026-11-24', { kind: 'unfinished', text: 'Чырак: Башка акчага тартылды' }]) // prettier-ignore
  })

  it('cannot take a stage away from another project', async () => {
    const { app, cycle } = await won()
    await seededProject(app, cycle, 'two')
    await saveStages(app, OPERATOR, { id: 'two', version: 0, stages: [{ row: 0, name: 'Алардыкы' }] })
    const theirs = (await readProject(app, 'two'))?.project.stages[0]
    expect((await saveStages(app, OPERATOR, { id: 'one', version: 0, stages: [{ row: 0, name: 'Биздики', id: theirs?.id }] })).ok).toBe(true) // prettier-ignore
    expect((await readProject(app, 'two'))?.project.stages).toEqual([theirs])
  })

  it('are told of to authors and followers, each once', async () => {
    const { app } = await won('a@b.kg')
    await follow(app, 'A@b.kg', true)
    await follow(app, 'c@d.kg', true)
    await follow(app, 'e@f.kg', false)
    const asked = { id: 'one', version: 0 }
    expect(codesOf(await tellNews(app, OPERATOR, { ...asked, kind: 'delay', text: 'Жаан', newsDay: day('2026-11-25') }))).toEqual(['project.newEnd']) // prettier-ignore
    expect(codesOf(await tellNews(app, OPERATOR, { ...asked, kind: 'visit', text: 'Көрдүк', group: 'Топ', newsDay: day('2026-11-26') }))).toEqual(['project.visitDay']) // prettier-ignore
    expect((await tellNews(app, OPERATOR, { ...asked, kind: 'delay', text: 'Жаан', newsDay: day('2027-02-01') })).ok).toBe(true) // prettier-ignore
    expect((await mails(app)).sort()).toEqual([
      ['A@b.kg', 'proposalNews'],
      ['c@d.kg', 'proposalNews'],
    ])
    const { news } = (await pageOf(app)).project
    expect(news).toMatchObject([{ kind: 'delay', text: 'Жаан', day: '2027-02-01' }])
  })

  it('are confirmed by residents once they are done: one answer each, notes only after a look', async () => {
    const { app } = await won()
    const say = (secret: string, answer: 'yes' | 'partly' | 'no', note?: string) =>
      confirmProject(app, { id: 'one', secret, answer, note })
    expect(codesOf(await say('p', 'yes'))).toEqual(['project.notFinished'])
    expect(codesOf(await finishProject(app, OPERATOR, { id: 'one', version: 0, finishedOn: day('2026-11-26') }))).toEqual(['project.future']) // prettier-ignore
    expect((await finishProject(app, OPERATOR, { id: 'one', version: 0, finishedOn: day('2026-11-24') })).ok).toBe(true)
    await say('p', 'no', 'Чырак күйбөйт')
    await say('q', 'yes')
    await say('p', 'partly', 'Эми күйөт')
    const before = (await pageOf(app)).confirmations
    expect(before).toEqual({ n: 2, counts: { yes: 1, partly: 1, no: 0 }, notes: [] })
    const work = await readProjectWork(app, OPERATOR, { cycleId: (await pageOf(app)).project.cycleId, id: 'one' })
    const [waiting, ...rest] = work.ok ? work.value.waiting : []
    expect([waiting?.note, rest]).toEqual(['Эми күйөт', []])
    expect(JSON.stringify(waiting)).not.toContain('"p"')
    const note = { id: 'one', resident: waiting?.resident ?? '' }
    expect((await decideNote(app, OPERATOR, { ...note, show: true })).ok).toBe(true)
    expect((await pageOf(app)).confirmations.notes).toMatchObject([{ answer: 'partly', note: 'Эми күйөт' }])
    // Another word waits again; one that is turned down is gone, its answer stays.
    await say('p', 'partly', 'Орой сөз')
    expect((await pageOf(app)).confirmations.notes).toEqual([])
    await decideNote(app, OPERATOR, { ...note, show: false })
    expect((await pageOf(app)).confirmations).toMatchObject({ n: 2, counts: { partly: 1 }, notes: [] })
    expect((await finishProject(app, OPERATOR, { id: 'one', version: 2 })).ok).toBe(true)
    expect(codesOf(await say('r', 'yes'))).toEqual(['project.notFinished'])
  })

  it('are linked to what the execution budget says was spent', async () => {
    const { app, place } = await won()
    const insert = (id: string, stage: 'execution' | 'approved', municipalityId: string) =>
      app.store.write(async tx => {
        await tx.insert(budget).values({
          ...{ id, municipalityId, year: 2026, stage, version: 1, isCurrent: true, printedUnit: 'som', sourceTitle: 'Сынак' },
          ...{ isDemo: false, lineCount: 1, findingCount: 0, importedAt: app.now(), importedBy: 'test' },
        })
        await tx.insert(budgetLine).values({
          ...{ id: `${id}-line`, budgetId: id, position: 1, side: 'expenditure', kind: 'line', name: 'Жол' },
          ...{ plan: som(900_000), actual: som(800_000), isDelegated: false },
        })
      })
    await insert('spent', 'execution', place.id)
    await insert('plan', 'approved', place.id)
    const link = (lines: readonly string[]) => linkLines(app, OPERATOR, { id: 'one', version: 0, lines })
    expect(codesOf(await link(['plan-line']))).toEqual(['project.line'])
    expect(codesOf(await link(['none']))).toEqual(['project.line'])
    expect((await link(['spent-line'])).ok).toBe(true)
    expect((await pageOf(app)).lines).toMatchObject([
      { id: 'spent-line', name: 'Жол', year: 2026, plan: som(900_000), actual: som(800_000), line: { id: 'spent-line' } },
    ])
    expect((await linkLines(app, OPERATOR, { id: 'one', version: 1, lines: [] })).ok).toBe(true)
    expect((await pageOf(app)).lines).toEqual([])
  })

  it('show pictures from before and after', async () => {
    const { app } = await won()
    const file = upload('а.jpg', await photograph(), 'image/jpeg')
    expect((await attachPicture(app, OPERATOR, { id: 'one', version: 0, file, of: 'before', title: 'Эски көпүрө' })).ok).toBe(true) // prettier-ignore
    const bad = await attachPicture(app, OPERATOR, { id: 'one', version: 1, file: upload('a.exe', 'MZ'), of: 'after' })
    expect(bad).toMatchObject({ refusals: [{ path: 'file' }] })
    const { pictures } = await pageOf(app)
    expect([pictures.before.map(one => [one.title, one.isPublished]), pictures.after]).toEqual([[['Эски көпүрө', true]], []])
    const document = pictures.before[0]?.id ?? ''
    expect((await removePicture(app, OPERATOR, { id: 'one', version: 1, document })).ok).toBe(true)
    expect(codesOf(await removePicture(app, OPERATOR, { id: 'one', version: 2, document }))).toEqual(['project.fileUnknown'])
  })
})
