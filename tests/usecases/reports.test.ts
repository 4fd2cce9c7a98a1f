import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { notice } from '#db/schema/notices.ts'
import { pageChange } from '#db/schema/pages.ts'
import { searchDocument } from '#db/schema/search.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { readFormOptions } from '#features/feedback/readFormOptions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { correctReport } from '#features/reports/correctReport.ts'
import { createReport } from '#features/reports/createReport.ts'
import { discardReport } from '#features/reports/discardReport.ts'
import { reportForm } from '#features/reports/forms/reportForm.ts'
import { handToReview } from '#features/reports/handToReview.ts'
import { countReports, latestReports } from '#features/reports/latestReports.ts'
import { listReports, readReportFilters } from '#features/reports/listReports.ts'
import { publishDueReports } from '#features/reports/publishDueReports.ts'
import { publishReport } from '#features/reports/publishReport.ts'
import { readOfficeReport, readOfficeReports } from '#features/reports/readOfficeReports.ts'
import { readPublishedReport, readReportPage } from '#features/reports/readPublishedReport.ts'
import { readReportVersions } from '#features/reports/readReportVersions.ts'
import { saveReport } from '#features/reports/saveReport.ts'
import { sendBack } from '#features/reports/sendBack.ts'
import { withdrawReport } from '#features/reports/withdrawReport.ts'
import { workOnReport } from '#features/reports/workOnReport.ts'
import { checkFields } from '#platform/forms/readForm.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, seededPlace, send, sent } from '#tests/support/feedback.ts'
import { person } from '#tests/support/people.ts'
import { drafted, published, written } from '#tests/support/reports.ts'
import { pdf, upload } from '#tests/support/uploads.ts'
import { holding, placedKnockers } from '#tests/support/viewers.ts'

const START = new Date('2026-11-24T04:00:00Z')
async function office() {
  let now = START.getTime()
  const app = await testApp({ now: () => new Date(now) })
  const place = await seededPlace(app)
  const editor = holding('editor', place.id)
  const publisher = holding('publisher', place.id)
  return { app, place, editor, publisher, at: (ms: number) => void (now = ms), pass: (ms: number) => void (now += ms) }
}
const work = async (app: App, viewer: Viewer, id: string) => {
  const read = await readOfficeReport(app, viewer, id)
  if (!read.ok) throw new Error(read.refusals[0].code)
  return read.value
}
const trailOf = async (app: App, id: string) =>
  (await app.store.read.select().from(auditEntry).where(eq(auditEntry.subjectId, id)).orderBy(asc(auditEntry.seq))).map(
    entry => entry.action,
  )
const found = async (app: App, id: string) =>
  app.store.read.select().from(searchDocument).where(eq(searchDocument.subjectId, id)).orderBy(asc(searchDocument.lang))

describe.skipIf(engineMissing())('a report, from draft to correction', () => {
  it('begins with ready headings of its type, for the year before until summer', async () => {
    const { app, place, editor, at } = await office()
    at(Date.parse('2026-02-01T00:00:00Z'))
    const made = await createReport(app, editor, { municipality: place.slug, type: 'execution' })
    const { content, state } = await work(app, editor, made.ok ? made.value.id : '')
    expect(state).toBe('draft')
    expect(content).toMatchObject({ periodFrom: '2025-01-01', subject: { type: 'budget', id: '2025' } })
    expect(content.texts.ky?.title).toBe('2025-жылдын бюджетинин аткарылышы')
    expect(content.texts.en?.body).toContain('## Revenue')
  })

  it('is written by one, read and sent back by another, and published with what the form carried', async () => {
    const { app, place, editor, publisher, pass } = await office()
    const { id } = await drafted(app, place.id, editor)
    expect(await handToReview(app, editor, { id, version: 1 })).toMatchObject({
      refusals: [{ code: 'report.body.required', path: 'ky.body' }],
    })
    expect(await saveReport(app, editor, { id, version: 1, content: written() })).toMatchObject({ value: { version: 2 } })
    expect(await handToReview(app, editor, { id, version: 2, content: written() })).toMatchObject({ value: { version: 3 } })
    expect(await sendBack(app, publisher, { id, version: 3, note: 'Жол кайда?' })).toMatchObject({ value: { version: 4 } })
    expect(await work(app, editor, id)).toMatchObject({ state: 'draft', reviewNote: 'Жол кайда?' })
    expect(await readPublishedReport(app, id)).toBeUndefined()
    expect(await found(app, id)).toEqual([])
    pass(60_000)
    const texts = { ...written().texts, en: { title: '', body: '' } }
    const done = await publishReport(app, publisher, { id, version: 4, content: written({ texts }) })
    expect(done).toMatchObject({ value: { version: 5 } })
    const page = await readReportPage(app, place.id, 'bashchynyn-2025-jyldagy-otchetu')
    expect(page).toMatchObject({ id, state: 'published', revision: 1, year: 2025, corrections: [] })
    expect(Object.keys(page?.texts ?? {}).sort()).toEqual(['ky', 'ru'])
    expect(page?.firstPublishedAt).toEqual(new Date(START.getTime() + 60_000))
    expect((await found(app, id)).map(one => [one.lang, one.path, one.body])).toEqual([
      ['ky', `/m/${place.slug}/reports/bashchynyn-2025-jyldagy-otchetu`, 'Суу\nТаза суу эки айылга барды.'],
      ['ru', `/m/${place.slug}/reports/bashchynyn-2025-jyldagy-otchetu`, 'Вода\nЧистая вода пришла в два села.'],
    ])
    const tags = (await app.store.read.select({ tag: pageChange.tag }).from(pageChange)).map(row => row.tag)
    expect(tags).toEqual([`reports:${place.id}`, `municipality:${place.id}`, 'country'])
    expect(await trailOf(app, id)).toEqual([
      'report.created',
      'report.saved',
      'report.handedToReview',
      'report.sentBack',
      'report.published',
    ])
  })

  it('is corrected with a reason that everybody reads; the working copy is unseen until then', async () => {
    const { app, place, editor, publisher, pass } = await office()
    const { id, version } = await published(app, place.id)
    const better = written({
      texts: { ky: { title: 'Башчынын 2025-жылдагы отчету', body: '## Суу\n\nТаза суу **үч** айылга барды.' } },
    })
    const saved = await saveReport(app, editor, { id, version, content: better })
    expect(saved).toMatchObject({ ok: true })
    expect((await readPublishedReport(app, id))?.texts.ky?.body).toContain('эки')
    const seen = version + 1
    expect(await correctReport(app, publisher, { id, version: seen, reason: ' ' })).toMatchObject({
      refusals: [{ code: 'report.reason.required', path: 'reason' }],
    })
    pass(3_600_000)
    expect(await correctReport(app, publisher, { id, version: seen, reason: 'Үчүнчү айыл унутулган' })).toMatchObject({
      ok: true,
    })
    const page = await readReportPage(app, place.id, 'bashchynyn-2025-jyldagy-otchetu')
    expect(page).toMatchObject({ revision: 2, corrections: [{ number: 2, reason: 'Үчүнчү айыл унутулган' }] })
    expect(page?.firstPublishedAt).toEqual(START)
    expect(page?.changedAt).toEqual(new Date(START.getTime() + 3_600_000))
    expect((await found(app, id)).map(one => one.lang)).toEqual(['ky'])
    const { versions, change } = await readReportVersions(app, id, 'ky')
    expect(versions.map(one => one.number)).toEqual([2, 1])
    expect(change?.changed).toEqual(['ky', 'ru'])
    expect(change?.body.filter(part => part.kind !== 'same').map(part => part.text)).toEqual(['эки', 'үч'])
    expect((await readReportVersions(app, id, 'en')).change?.lang).toBe('ky')
  })

  it('is withdrawn for good: title, dates and the reason stay, words and files do not', async () => {
    const { app, place, publisher } = await office()
    const { id, version } = await published(app, place.id)
    expect(await withdrawReport(app, publisher, { id, version, reason: '' })).toMatchObject({ ok: false })
    expect(await withdrawReport(app, publisher, { id, version, reason: 'Сандары туура эмес' })).toMatchObject({ ok: true })
    const page = await readReportPage(app, place.id, 'bashchynyn-2025-jyldagy-otchetu')
    expect(page).toMatchObject({ state: 'withdrawn', withdrawnReason: 'Сандары туура эмес' })
    expect(page?.texts.ky).toEqual({ title: 'Башчынын 2025-жылдагы отчету', body: '' })
    expect(JSON.stringify(page)).not.toContain('Таза суу')
    expect(await readPublishedReport(app, id)).toBeUndefined()
    expect(await readReportVersions(app, id, 'ky')).toEqual({ versions: [], change: undefined })
    expect(await found(app, id)).toEqual([])
    expect(await countReports(app)).toBe(0)
    expect(await saveReport(app, publisher, { id, version: version + 1, content: written() })).toMatchObject({
      refusals: [{ code: 'report.state' }],
    })
  })

  it('that nobody read may be thrown away, and only such', async () => {
    const { app, place, editor } = await office()
    const { id, version } = await drafted(app, place.id, editor)
    expect(await discardReport(app, editor, { id, version })).toMatchObject({ ok: true })
    expect(await readOfficeReport(app, editor, id)).toMatchObject({ refusals: [{ code: 'forbidden' }] })
    expect(await trailOf(app, id)).toEqual(['report.created', 'report.discarded'])
    const open = await published(app, place.id)
    expect(await discardReport(app, editor, open)).toMatchObject({ refusals: [{ code: 'report.state' }] })
  })

  it('gets an address of its own in its place, whatever it is called', async () => {
    const { app, place } = await office()
    const other = await seededPlace(app, BARPY)
    const ids = [await published(app, place.id), await published(app, place.id), await published(app, other.id)]
    const slugs = await Promise.all(ids.map(async ({ id }) => (await readPublishedReport(app, id))?.slug))
    expect(slugs).toEqual([
      'bashchynyn-2025-jyldagy-otchetu',
      'bashchynyn-2025-jyldagy-otchetu-2',
      'bashchynyn-2025-jyldagy-otchetu',
    ])
  })
})

describe.skipIf(engineMissing())('two who edit at once', () => {
  it('the second is refused, sees who saved, and loses nothing by saving again on the version seen now', async () => {
    const { app, place, editor, publisher } = await office()
    const { id, version } = await drafted(app, place.id, editor)
    const mine = written({ texts: { ky: { title: 'Меники', body: 'Суу' } } })
    const theirs = written({ texts: { ky: { title: 'Алардыкы', body: 'Жол' } } })
    const both = await Promise.all([
      saveReport(app, editor, { id, version, content: theirs }),
      saveReport(app, publisher, { id, version, content: mine }),
    ])
    expect(both.filter(one => one.ok)).toHaveLength(1)
    expect(both.find(one => !one.ok)).toMatchObject({ refusals: [{ code: 'edited.meanwhile' }] })
    const seen = await work(app, publisher, id)
    expect(await publishReport(app, publisher, { id, version, content: mine })).toMatchObject({ ok: false })
    expect(await publishReport(app, publisher, { id, version: seen.version, content: mine })).toMatchObject({ ok: true })
    expect((await readPublishedReport(app, id))?.texts.ky?.title).toBe('Меники')
  })
})

describe.skipIf(engineMissing())('a report with a date', () => {
  it('is published at exactly that instant, once, also when the work was down', async () => {
    const { app, place, editor, publisher, at } = await office()
    const { id, version } = await drafted(app, place.id, editor)
    const publishAt = new Date('2026-12-01T03:30:00Z')
    const edit = { id, version, content: written(), publishAt }
    expect(await publishReport(app, publisher, { ...edit, publishAt: START })).toMatchObject({
      refusals: [{ code: 'report.publishAt.past' }],
    })
    expect(await publishReport(app, publisher, edit)).toMatchObject({ ok: true })
    expect(await saveReport(app, editor, { id, version: version + 1, content: written() })).toMatchObject({
      refusals: [{ code: 'report.state' }],
    })
    at(publishAt.getTime() - 1)
    expect(await publishDueReports(app)).toBe(0)
    expect(await readPublishedReport(app, id)).toBeUndefined()
    at(publishAt.getTime())
    expect(await Promise.all([publishDueReports(app), publishDueReports(app)])).toContain(1)
    expect(await publishDueReports(app)).toBe(0)
    expect(await readPublishedReport(app, id)).toMatchObject({ firstPublishedAt: publishAt, revision: 1 })
    expect((await trailOf(app, id)).filter(action => action === 'report.published')).toHaveLength(1)
    expect((await found(app, id)).map(one => one.lang)).toEqual(['ky', 'ru'])

    const late = await drafted(app, place.id, editor)
    const then = new Date(publishAt.getTime() + 60_000)
    await publishReport(app, publisher, { ...late, content: written(), publishAt: then })
    at(then.getTime() + 86_400_000)
    expect(await publishDueReports(app)).toBe(1)
    expect((await readPublishedReport(app, late.id))?.firstPublishedAt).toEqual(then)
  })
  it('goes back to a draft where its date is taken back, and is published by nobody then', async () => {
    const { app, place, editor, publisher, at } = await office()
    const { id, version } = await drafted(app, place.id, editor)
    const publishAt = new Date('2026-12-01T03:30:00Z')
    await publishReport(app, publisher, { id, version, content: written(), publishAt })
    expect(await sendBack(app, publisher, { id, version: version + 1 })).toMatchObject({ ok: true })
    at(publishAt.getTime() + 1)
    expect(await publishDueReports(app)).toBe(0)
    expect(await work(app, editor, id)).toMatchObject({ state: 'draft', publishAt: undefined })
  })
})

describe.skipIf(engineMissing())('mail between colleagues', () => {
  it('tells the publishers what waits for them, and its writer what came back; nobody of their own doing', async () => {
    const { app, place } = await office()
    const [writer, reader] = [
      await person(app, 'writer@example.kg', 'editor', place.id),
      await person(app, 'reader@example.kg', 'publisher', place.id),
    ]
    await person(app, 'other@example.kg', 'editor', place.id)
    const second = await person(app, 'second@example.kg', 'publisher', place.id)
    const mails = async () =>
      (await app.store.read.select().from(notice).orderBy(asc(notice.to)))
        .filter(one => one.template.startsWith('report'))
        .map(one => [one.to, one.template, one.language])
    const { id, version } = await drafted(app, place.id, writer.viewer)
    await handToReview(app, writer.viewer, { id, version, content: written() })
    expect(await mails()).toEqual([
      ['reader@example.kg', 'reportToReview', 'ky'],
      ['second@example.kg', 'reportToReview', 'ky'],
    ])
    await sendBack(app, reader.viewer, { id, version: version + 1, note: 'Сандар кайда?' })
    expect((await mails()).filter(one => one[1] === 'reportSentBack')).toEqual([['writer@example.kg', 'reportSentBack', 'ky']])
    const own = await drafted(app, place.id, second.viewer)
    await handToReview(app, second.viewer, { ...own, content: written() })
    expect((await mails()).map(one => one[0]).filter(to => to === 'second@example.kg')).toHaveLength(1)
  })
})

describe.skipIf(engineMissing())('the form of a report', () => {
  const posted = (fields: Record<string, string>, file?: File) => {
    const data = new FormData()
    const text = { 'ky.title': 'Отчет', 'ky.body': 'Суу келди', type: 'service', issuer: 'executive' }
    for (const [name, value] of Object.entries({ version: '1', ...text, ...fields })) data.append(name, value)
    if (file) data.append('file', file)
    const read = checkFields(data, reportForm)
    if (!read.ok) throw new Error(JSON.stringify(read.refusals))
    return read.value
  }
  it('keeps a chosen file with whichever button, and opens it with the report', async () => {
    const { app, place, editor, publisher } = await office()
    const { id } = await drafted(app, place.id, publisher)
    const bad = await workOnReport(app, publisher, id, posted({ do: 'publish' }, upload('a.pdf', 'not a pdf')))
    expect(bad).toMatchObject({ refusals: [{ code: 'file.kind', path: 'file' }] })
    expect(await readPublishedReport(app, id)).toBeUndefined()
    const good = await workOnReport(app, publisher, id, posted({ do: 'publish' }, upload('План.pdf', pdf())))
    expect(good).toMatchObject({ value: { version: 2 } })
    const files = async () => (await readDocuments(app, 'report', [id])).get(id) ?? []
    const [file] = await files()
    expect(file).toMatchObject({ title: 'План', isPublished: true })
    const later = await workOnReport(app, publisher, id, posted({ do: 'save', version: '2' }, upload('Б.pdf', pdf())))
    expect(later).toMatchObject({ ok: true })
    expect((await files()).map(one => one.isPublished)).toEqual([true, false])
    // What everybody reads is taken away by who publishes, with a reason, as a correction.
    const take = { do: `remove:${file?.id}`, version: '3', 'ky.body': 'Жаңы сөз' }
    const code = async (viewer: Viewer, fields: Record<string, string>) => {
      const done = await workOnReport(app, viewer, id, posted(fields))
      return done.ok ? 'ok' : done.refusals[0].code
    }
    expect(await code(publisher, take)).toBe('report.reason.required')
    expect(await code(editor, { ...take, reason: 'Эски' })).toBe('forbidden')
    expect(await saveReport(app, editor, { id, version: 3, remove: file?.id ?? '' })).toMatchObject({ ok: false })
    expect((await files()).length).toBe(2)
    expect(await code(publisher, { ...take, reason: 'Эски план' })).toBe('ok')
    expect((await files()).map(one => [one.title, one.isPublished])).toEqual([['Б', false]])
    expect(await readReportVersions(app, id, 'ky')).toMatchObject({
      versions: [{ number: 2, reason: 'Эски план' }, { number: 1 }],
    })
    expect((await readPublishedReport(app, id))?.texts.ky?.body).toBe('Суу келди')
    expect((await work(app, publisher, id)).content.texts.ky?.body).toBe('Жаңы сөз')
    expect(await code(publisher, { do: 'correct', version: '4', reason: 'Файл толукталды' })).toBe('ok')
    expect((await files()).map(one => one.isPublished)).toEqual([true])
    expect(await code(publisher, { do: 'correct', version: '5', reason: 'Дагы' })).toBe('report.unchanged')
    await workOnReport(app, publisher, id, posted({ do: 'withdraw', version: '5', withdrawReason: 'Эскирди' }))
    expect((await files()).map(one => one.isPublished)).toEqual([false])
  })
})

describe.skipIf(engineMissing())('who may do what', () => {
  const refused = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
    !result.ok && result.refusals?.[0]?.code === 'forbidden'

  it('follows the table, for each use case', async () => {
    const { app, place, publisher } = await office()
    const here = placesOf(place)
    const draft = await drafted(app, place.id)
    const open = await published(app, place.id)
    const old = { version: 0 }
    const content = written()
    const file = upload('a.pdf', pdf())
    const form = { content, note: undefined, reason: 'x', withdrawReason: 'x', publishAt: undefined, file, ...old }
    // An old version is refused after permission was asked, so nothing changes for who may.
    const uses = {
      'report.write': [
        (viewer: Viewer) => createReport(app, viewer, { municipality: place.id, type: 'other' }),
        (viewer: Viewer) => saveReport(app, viewer, { id: draft.id, ...old, content }),
        (viewer: Viewer) => handToReview(app, viewer, { id: draft.id, ...old, content }),
        (viewer: Viewer) => discardReport(app, viewer, { id: draft.id, ...old }),
      ],
      'report.publish': [
        (viewer: Viewer) => sendBack(app, viewer, { id: draft.id, ...old }),
        (viewer: Viewer) => publishReport(app, viewer, { id: draft.id, ...old, content }),
        (viewer: Viewer) =>
          publishReport(app, viewer, { id: draft.id, ...old, content, publishAt: new Date(START.getTime() + 1) }),
        (viewer: Viewer) => correctReport(app, viewer, { id: open.id, ...old, content, reason: 'x' }),
        (viewer: Viewer) => withdrawReport(app, viewer, { id: open.id, ...old, reason: 'x' }),
      ],
      'office.read': [
        (viewer: Viewer) => readOfficeReports(app, viewer, place.id),
        (viewer: Viewer) => readOfficeReport(app, viewer, draft.id),
      ],
    } as const
    for (const [permission, doors] of Object.entries(uses))
      for (const [name, viewer, may] of placedKnockers(permission as 'office.read', here))
        for (const door of doors) expect(refused(await door(viewer)), `${permission}, ${name}`).toBe(!may)
    for (const [name, viewer, may] of placedKnockers('report.write', here))
      expect(refused(await workOnReport(app, viewer, draft.id, { ...form, button: 'save' })), name).toBe(!may)
    for (const [name, viewer, may] of placedKnockers('report.publish', here))
      expect(refused(await workOnReport(app, viewer, open.id, { ...form, button: 'correct' })), name).toBe(!may)
    expect(await work(app, publisher, draft.id)).toMatchObject({ state: 'draft', version: 1 })
  })
  it('tells nobody which reports there are', async () => {
    const { app } = await office()
    expect(await saveReport(app, holding('editor', 'elsewhere'), { id: 'x', version: 1 })).toMatchObject({
      refusals: [{ code: 'forbidden' }],
    })
    expect(await saveReport(app, holding('admin'), { id: 'x', version: 1 })).toMatchObject({
      refusals: [{ code: 'report.unknown' }],
    })
  })
})

describe.skipIf(engineMissing())('lists of reports', () => {
  it('go from the latest on, filtered, page by page, each report once', async () => {
    const { app, place, publisher, pass } = await office()
    const other = await seededPlace(app, BARPY)
    const ids: string[] = []
    for (const [at, where] of [place, place, other, place, other].entries()) {
      // Two share an instant: the id decides between them.
      if (at !== 3) pass(1_000)
      const type = at % 2 === 0 ? 'session' : 'annual'
      ids.unshift(
        (await published(app, where.id, written({ type, periodFrom: undefined, periodTo: `${2024 + (at % 2)}-12-31` as never })))
          .id,
      )
    }
    await drafted(app, place.id)
    const all: string[] = []
    let after: string | undefined
    do {
      const page = await listReports(app, { after, limit: 2 })
      all.push(...page.items.map(one => one.id))
      after = page.next
    } while (after !== undefined)
    expect([...all].sort()).toEqual([...ids].sort())
    expect(all[0]).toBe(ids[0])
    const some = async (where: object) => (await listReports(app, { ...where, limit: 9 })).items.map(one => one.id)
    expect(await some({ municipalityIds: [other.id] })).toEqual([ids[0], ids[2]])
    expect(await some({ type: 'annual' })).toHaveLength(2)
    expect(await some({ year: 2025 })).toHaveLength(2)
    expect(await some({ municipalityIds: [] })).toEqual([])
    expect(await readReportFilters(app, { municipalityIds: [place.id] })).toMatchObject({ years: [2025, 2024] })
    expect([...(await readReportFilters(app)).municipalityIds].sort()).toEqual([place.id, other.id].sort())

    const [latest] = await latestReports(app, { municipalityId: place.id, limit: 1 })
    expect(latest).toMatchObject({ municipalityId: place.id, texts: { ky: { title: 'Башчынын 2025-жылдагы отчету' } } })
    expect([await countReports(app), await countReports(app, { municipalityId: place.id })]).toEqual([5, 3])
    const [first = ''] = ids
    await withdrawReport(app, holding('admin'), { id: first, version: 2, reason: 'Ката' })
    expect((await listReports(app, { limit: 9 })).items[0]).toMatchObject({ id: first, state: 'withdrawn' })
    expect((await latestReports(app, { limit: 9 })).map(one => one.id)).not.toContain(first)
    const read = await readOfficeReports(app, publisher, place.id)
    expect(read).toMatchObject({ value: { counts: { draft: 1, published: 3, review: 0 } } })
  })
})

describe.skipIf(engineMissing())('a word about a report', () => {
  it('is taken with the name it had, only while it stands, and only in its own place', async () => {
    const { app, place } = await office()
    const other = await seededPlace(app, BARPY)
    const { id, version } = await published(app, place.id)
    const draft = await drafted(app, place.id)
    const word = (municipality: string, about: string) => ({
      ...{ kind: 'question', municipality, text: 'Кайсы эки айыл?', consent: { publish: true, shareContact: false } },
      subject: { type: 'report', id: about },
    })
    const { reference } = await sent(app, word(place.id, id))
    expect(await readFeedback(app, reference)).toMatchObject({
      value: { subject: { type: 'report', id, label: 'Башчынын 2025-жылдагы отчету' } },
    })
    expect(await send(app, word(other.id, id))).toMatchObject({ refusals: [{ code: 'subject.elsewhere' }] })
    expect(await send(app, word(place.id, draft.id))).toMatchObject({ refusals: [{ code: 'subject.unknown' }] })
    expect(await readFormOptions(app, place.id, { report: id }, 'ru')).toMatchObject({
      report: { id, name: 'Отчёт главы за 2025 год' },
    })
    expect((await readFormOptions(app, other.id, { report: id }, 'ru')).report).toBeUndefined()
    await withdrawReport(app, holding('admin'), { id, version, reason: 'Ката' })
    expect(await send(app, word(place.id, id))).toMatchObject({ refusals: [{ code: 'subject.unknown' }] })
  })
})
