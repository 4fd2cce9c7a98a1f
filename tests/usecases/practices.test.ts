import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { account, roleGrant } from '#db/schema/identity.ts'
import { notice } from '#db/schema/notices.ts'
import { pageChange } from '#db/schema/pages.ts'
import { searchDocument } from '#db/schema/search.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { adoptPractice, takeAdoptionBack, wantPractice } from '#features/practices/adoptPractice.ts'
import { attachToPractice, removeFromPractice } from '#features/practices/attachToPractice.ts'
import { choosePractice } from '#features/practices/choosePractice.ts'
import { commentOnPractice } from '#features/practices/commentOnPractice.ts'
import { createPractice } from '#features/practices/createPractice.ts'
import { importPractices } from '#features/practices/importPractices.ts'
import { publishPractice } from '#features/practices/publishPractice.ts'
import { readEditorsChoice } from '#features/practices/readEditorsChoice.ts'
import { readLibrary, readLibraryOptions } from '#features/practices/readLibrary.ts'
import {
  countOfficePractices,
  countSubmittedPractices,
  readOfficePractices,
  readReviewQueue,
} from '#features/practices/readOfficePractices.ts'
import { readPractice } from '#features/practices/readPractice.ts'
import { readPracticeWork } from '#features/practices/readPracticeWork.ts'
import { relatedPractices } from '#features/practices/relatedPractices.ts'
import { sizeBandOf } from '#features/practices/rules/bands.ts'
import { savePractice } from '#features/practices/savePractice.ts'
import { sendBackPractice } from '#features/practices/sendBackPractice.ts'
import { submitPractice } from '#features/practices/submitPractice.ts'
import { withdrawPractice } from '#features/practices/withdrawPractice.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, seededPlace } from '#tests/support/feedback.ts'
import { done, goodContent, published, submitted, written } from '#tests/support/practices.ts'
import { pdf, upload } from '#tests/support/uploads.ts'
import { DPI, holding, knockers, placedKnockers } from '#tests/support/viewers.ts'

/** A clock that moves a minute at each look, and two municipalities of one oblast. */
async function country() {
  let now = new Date('2026-11-25T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date((now += 60_000)) })
  const place = await seededPlace(app)
  const other = await seededPlace(app, BARPY)
  return { app, place, other }
}
const codesOf = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(one => one.code))
const actions = async (app: App) =>
  (await app.store.read.select({ action: auditEntry.action }).from(auditEntry)).map(row => row.action)
const tags = async (app: App) =>
  new Set((await app.store.read.select({ tag: pageChange.tag }).from(pageChange)).map(row => row.tag))

describe.skipIf(engineMissing())('a practice', () => {
  it('goes from its office to DPI and back, and then into the library', async () => {
    const { app, place } = await country()
    const editor = holding('editor', place.id)
    const publisher = holding('publisher', place.id)
    const begun = done(await createPractice(app, editor, { municipalityId: place.id, title: 'Көчө жарыгы', topic: 'lighting' }))
    expect(begun).toMatchObject({ slug: 'kocho-jarygy', state: 'draft', version: 1 })
    const early = await submitPractice(app, publisher, begun)
    expect(codesOf(early)).toContain('practice.problem.missing')
    const saved = done(await savePractice(app, editor, { ...begun, content: goodContent() }))
    const sent = done(await submitPractice(app, publisher, saved))
    expect([sent.state, await countSubmittedPractices(app)]).toEqual(['submitted', 1])
    expect(codesOf(await savePractice(app, editor, { ...sent, content: goodContent() }))).toEqual(['practice.withDpi'])
    expect(codesOf(await sendBackPractice(app, DPI, { ...sent, mend: ' ' }))).toEqual(['sendBack.mend'])
    const back = done(await sendBackPractice(app, DPI, { ...sent, mend: 'Тарифти кошуңуз' }))
    done(await commentOnPractice(app, editor, { id: begun.id, text: 'Коштук' }))
    const work = done(await readPracticeWork(app, editor, begun.id))
    expect(work.comments.map(one => [one.side, one.kind, one.text])).toEqual([
      ['dpi', 'sentBack', 'Тарифти кошуңуз'],
      ['office', 'comment', 'Коштук'],
    ])
    const again = done(
      await submitPractice(app, publisher, done(await savePractice(app, editor, { ...back, content: goodContent() }))),
    )
    expect(await readPractice(app, begun.slug)).toBeUndefined()
    done(await publishPractice(app, DPI, again))
    expect(await readPractice(app, begun.slug)).toMatchObject({
      state: 'public',
      practice: { municipality: { slug: place.slug }, topic: 'lighting', cost: 60_000_000 },
      adoptions: [],
    })
    expect(await tags(app)).toEqual(new Set(['practices', 'country', `municipality:${place.id}`]))
    expect(await actions(app)).toEqual(
      expect.arrayContaining([
        'practice.created',
        'practice.save',
        'practice.submit',
        'practice.sendBack',
        'practice.commented',
        'practice.publish',
      ]),
    )
  })

  it('is found by search in each language it is written in, and no more once it is taken back', async () => {
    const { app, place } = await country()
    const one = await published(app, place.id)
    const found = () => app.store.read.select().from(searchDocument).where(eq(searchDocument.kind, 'practice'))
    expect((await found()).map(doc => [doc.lang, doc.path])).toEqual([
      ['ky', `/practices/${one.slug}`],
      ['ru', `/practices/${one.slug}`],
    ])
    expect(codesOf(await withdrawPractice(app, OPERATOR, one))).toEqual(['withdraw.reason'])
    done(await withdrawPractice(app, OPERATOR, { ...one, reason: 'Сандар туура эмес' }))
    expect(await found()).toEqual([])
    expect(await readPractice(app, one.slug)).toEqual({ state: 'withdrawn', reason: 'Сандар туура эмес' })
    expect((await readLibrary(app, {})).items).toEqual([])
  })

  it('stays public as it was while a new text is written and read, and keeps its first day', async () => {
    const { app, place } = await country()
    const first = await published(app, place.id)
    const before = await readPractice(app, first.slug)
    const saved = done(
      await savePractice(app, OPERATOR, { ...first, content: goodContent({ topic: 'energy', cost: 0, shares: {} }) }),
    )
    const sent = done(await submitPractice(app, OPERATOR, saved))
    expect(await readPractice(app, first.slug)).toEqual(before)
    expect((await readLibrary(app, { topic: 'lighting' })).items).toHaveLength(1)
    done(await publishPractice(app, OPERATOR, sent))
    const after = await readPractice(app, first.slug)
    if (before?.state !== 'public' || after?.state !== 'public') throw new Error('not public')
    expect(after.practice).toMatchObject({ topic: 'energy', cost: 0, publishedAt: before.practice.publishedAt })
    expect(after.practice.revisedAt.getTime()).toBeGreaterThan(before.practice.revisedAt.getTime())
    expect((await readLibrary(app, { topic: 'lighting' })).items).toEqual([])
    expect((await readLibrary(app, { cost: 'free' })).items).toHaveLength(1)
  })

  it('is taken back from DPI to be changed, without a reason', async () => {
    const { app, place } = await country()
    const sent = await submitted(app, place.id)
    const recalled = done(await withdrawPractice(app, OPERATOR, sent))
    expect([recalled.state, await countSubmittedPractices(app)]).toEqual(['draft', 0])
    done(await submitPractice(app, OPERATOR, recalled))
  })

  it('refuses whoever saves, decides or hands in over a change not seen, and loses neither text', async () => {
    const { app, place } = await country()
    const one = await written(app, place.id)
    const both = await Promise.all([
      savePractice(app, OPERATOR, { ...one, content: goodContent({ covered: 1 }) }),
      savePractice(app, OPERATOR, { ...one, content: goodContent({ covered: 2 }) }),
    ])
    expect(both.flatMap(codesOf)).toEqual(['edited.meanwhile'])
    expect(codesOf(await submitPractice(app, OPERATOR, one))).toEqual(['edited.meanwhile'])
    const now = done(await readPracticeWork(app, OPERATOR, one.id))
    const sent = done(await submitPractice(app, OPERATOR, now))
    done(await withdrawPractice(app, OPERATOR, sent))
    expect(codesOf(await publishPractice(app, DPI, sent))).toEqual(['edited.meanwhile'])
  })

  it('has an address of its own, whatever others are called', async () => {
    const { app, place } = await country()
    const slugs = []
    for (let n = 0; n < 3; n += 1) slugs.push((await written(app, place.id)).slug)
    expect(new Set(slugs).size).toBe(3)
    expect(slugs[2]).toBe(`${slugs[0]}-3`)
  })

  it('writes to the people of its office in their language, not to the demo’s, to none without a password, to no other place', async () => {
    const { app, place, other } = await country()
    const person = async (email: string, unitId: string, more: Partial<typeof account.$inferInsert> = {}) =>
      app.store.write(async tx => {
        const id = app.newId()
        const shared = { name: email, language: 'ru' as const, createdAt: app.now(), isDemo: false, passwordHash: 'x' }
        await tx.insert(account).values({ id, email, ...shared, ...more })
        for (const role of ['editor', 'publisher'])
          await tx
            .insert(roleGrant)
            .values({ id: app.newId(), accountId: id, role, unitId, grantedAt: app.now(), grantedBy: 'x' })
      })
    await person('here@example.kg', place.id)
    await person('demo@example.kg', place.id, { isDemo: true })
    await person('invited@example.kg', place.id, { passwordHash: null })
    await person('left@example.kg', place.id, { disabledAt: app.now() })
    await person('there@example.kg', other.id)
    const sent = await submitted(app, place.id)
    const back = done(await sendBackPractice(app, DPI, { ...sent, mend: 'Сан жок' }))
    done(await publishPractice(app, DPI, done(await submitPractice(app, OPERATOR, back))))
    const mails = await app.store.read.select().from(notice)
    expect(mails.map(mail => [mail.to, mail.language, mail.template])).toEqual([
      ['here@example.kg', 'ru', 'practiceSentBack'],
      ['here@example.kg', 'ru', 'practicePublished'],
    ])
    expect(mails[0]?.values.url).toContain(`/ru/office/${place.slug}/practices/${sent.id}`)
  })
})

describe.skipIf(engineMissing())('an adoption', () => {
  it('is wanted, then done, is counted for everybody, and can be taken back', async () => {
    const { app, place, other } = await country()
    const { id: practiceId, slug } = await published(app, place.id)
    const theirs = { practiceId, municipalityId: other.id }
    const editor = holding('editor', other.id)
    done(await wantPractice(app, editor, { ...theirs, note: 'Мамылар кайдан алынган?' }))
    const [wish] = (await readLibrary(app, {})).items
    expect(wish?.adoptions).toEqual({ adopted: 0, wanted: 1 })
    expect(codesOf(await adoptPractice(app, editor, theirs))).toEqual(['adoption.date'])
    done(await adoptPractice(app, editor, { ...theirs, adoptedOn: '2026-11-01' as IsoDate }))
    const read = await readPractice(app, slug)
    expect(read).toMatchObject({ adoptions: [{ municipality: { slug: other.slug }, state: 'adopted', adoptedOn: '2026-11-01' }] })
    expect(codesOf(await wantPractice(app, editor, theirs))).toEqual(['adoption.already'])
    expect((await readLibrary(app, { adoptedBy: other.slug })).items).toHaveLength(1)
    expect((await readLibrary(app, { adoptedBy: place.slug })).items).toEqual([])
    expect((await readLibraryOptions(app)).adopters.map(one => one.slug)).toEqual([other.slug])
    const office = done(await readOfficePractices(app, editor, other))
    expect(office.adoptions).toMatchObject([{ practice: { slug }, state: 'adopted' }])
    done(await takeAdoptionBack(app, editor, theirs))
    expect(codesOf(await takeAdoptionBack(app, editor, theirs))).toEqual(['adoption.none'])
    expect((await readLibrary(app, {})).items[0]?.adoptions).toEqual({ adopted: 0, wanted: 0 })
  })

  it('is refused for its own, for what is not public, and for a day to come', async () => {
    const { app, place, other } = await country()
    const one = await published(app, place.id)
    const draft = await written(app, place.id)
    const by = (practiceId: string, municipalityId: string, adoptedOn?: string) =>
      adoptPractice(app, OPERATOR, { practiceId, municipalityId, adoptedOn: adoptedOn as IsoDate | undefined })
    expect(codesOf(await by(one.id, place.id, '2026-01-01'))).toEqual(['adoption.own'])
    expect(codesOf(await by(draft.id, other.id, '2026-01-01'))).toEqual(['practice.unknown'])
    expect(codesOf(await by('none', other.id, '2026-01-01'))).toEqual(['practice.unknown'])
    expect(codesOf(await by(one.id, other.id, '2026-11-26'))).toEqual(['adoption.future'])
  })
})

describe.skipIf(engineMissing())('the library', () => {
  it('is read whole by its cursor, newest first, each practice once', async () => {
    const { app, place } = await country()
    const slugs: string[] = []
    for (let n = 0; n < 5; n += 1) slugs.push((await published(app, place.id)).slug)
    const seen: string[] = []
    let after: string | undefined
    do {
      const [ms, id] = (after ?? '').split('.')
      const page = await readLibrary(app, after && ms && id ? { after: { at: new Date(Number(ms)), id } } : {}, 2)
      seen.push(...page.items.map(one => one.slug))
      after = page.next
    } while (after)
    expect(seen).toEqual(slugs.toReversed())
  })

  it('answers each filter', async () => {
    const { app, place, other } = await country()
    const light = await published(app, place.id)
    const water = await published(app, other.id, { topic: 'water', cost: 900_000_000, shares: { grant: 900_000_000 } })
    const found = async (filters: object) => (await readLibrary(app, filters)).items.map(one => one.slug)
    expect(await found({ topic: 'water' })).toEqual([water.slug])
    expect(await found({ cost: 'under10m' })).toEqual([water.slug])
    expect(await found({ oblast: place.oblast?.slug })).toEqual([water.slug, light.slug])
    expect(await found({ oblast: 'naryn-oblast' })).toEqual([])
    expect(await found({ oblast: 'atlantis' })).toEqual([])
    expect(await found({ of: place.slug })).toEqual([light.slug])
    expect(await found({ of: place.slug, oblast: 'naryn-oblast' })).toEqual([])
    const size = sizeBandOf(place.population ?? 0)
    expect(await found({ size })).toEqual([light.slug])
    expect(await found({ size: size === 'under5k' ? 'over50k' : 'under5k' })).toEqual([])
    expect((await readLibraryOptions(app)).topics).toEqual(['water', 'lighting'])
  })

  it('knows what is related to a service, and what the editors chose', async () => {
    const { app, place, other } = await country()
    const one = await published(app, place.id)
    const two = await published(app, other.id)
    const related = async (about: object) => (await relatedPractices(app, { limit: 5, ...about })).map(found => found.slug)
    expect(await related({ serviceCode: 'L07', population: place.population })).toEqual([one.slug, two.slug])
    expect(await related({ serviceCode: 'L07', population: other.population })).toEqual([two.slug, one.slug])
    expect(await related({ topic: 'lighting', except: one.id })).toEqual([two.slug])
    expect(await related({ serviceCode: 'L04' })).toEqual([])
    expect(await related({ serviceCode: 'L99' })).toEqual([])
    expect(await readEditorsChoice(app, 3)).toEqual([])
    done(await choosePractice(app, DPI, { id: one.id, chosen: true }))
    expect((await readEditorsChoice(app, 3)).map(found => found.slug)).toEqual([one.slug])
    done(await choosePractice(app, DPI, { id: one.id, chosen: false }))
    expect(await readEditorsChoice(app, 3)).toEqual([])
    const draft = await written(app, place.id)
    expect(codesOf(await choosePractice(app, DPI, { id: draft.id, chosen: true }))).toEqual(['choose.notPublic'])
  })
})

describe.skipIf(engineMissing())('who may do what with practices', () => {
  it('writes, hands in and takes over for its own place only', async () => {
    const { app, place, other } = await country()
    const here = placesOf(place)
    const one = await published(app, other.id)
    const draft = await written(app, place.id)
    const refused = async (result: Promise<Result<unknown>>) => codesOf(await result).includes('forbidden')
    for (const [who, viewer, allowed] of placedKnockers('practice.write', here)) {
      const { version } = done(await readPracticeWork(app, OPERATOR, draft.id))
      const input = { municipalityId: place.id, title: 'Суу', topic: 'water' as const }
      const adopting = { practiceId: one.id, municipalityId: place.id }
      expect(await refused(createPractice(app, viewer, input)), `create: ${who}`).toBe(!allowed)
      expect(await refused(savePractice(app, viewer, { id: draft.id, version, content: goodContent() })), `save: ${who}`).toBe(
        !allowed,
      )
      expect(await refused(wantPractice(app, viewer, adopting)), `want: ${who}`).toBe(!allowed)
      expect(
        await refused(adoptPractice(app, viewer, { ...adopting, adoptedOn: '2026-01-01' as IsoDate })),
        `adopt: ${who}`,
      ).toBe(!allowed)
      expect(await refused(takeAdoptionBack(app, viewer, adopting)), `take back: ${who}`).toBe(!allowed)
    }
    for (const [who, viewer, allowed] of placedKnockers('practice.submit', here)) {
      const { version } = done(await readPracticeWork(app, OPERATOR, draft.id))
      const sent = await submitPractice(app, viewer, { id: draft.id, version })
      expect(codesOf(sent).includes('forbidden'), `submit: ${who}`).toBe(!allowed)
      if (sent.ok) done(await withdrawPractice(app, OPERATOR, sent.value))
    }
    for (const [who, viewer, allowed] of placedKnockers('office.read', here))
      expect(await refused(readOfficePractices(app, viewer, place)), `office: ${who}`).toBe(!allowed)
  })

  it('reviews, decides and chooses at DPI only', async () => {
    const { app, place } = await country()
    const one = await published(app, place.id)
    for (const [who, viewer, allowed] of knockers('practice.review')) {
      const sent = await submitted(app, place.id)
      const back = await sendBackPractice(app, viewer, { ...sent, mend: 'Сан' })
      expect(codesOf(back), `send back: ${who}`).toEqual(allowed ? [] : ['forbidden'])
      const again = back.ok ? done(await submitPractice(app, OPERATOR, back.value)) : sent
      expect(codesOf(await publishPractice(app, viewer, again)), `publish: ${who}`).toEqual(allowed ? [] : ['forbidden'])
      expect(codesOf(await choosePractice(app, viewer, { id: one.id, chosen: true })), `choose: ${who}`).toEqual(
        allowed ? [] : ['forbidden'],
      )
      expect(codesOf(await importPractices(app, viewer, [])), `import: ${who}`).toEqual(allowed ? [] : ['forbidden'])
      expect(codesOf(await readReviewQueue(app, viewer, 'submitted')), `queue: ${who}`).toEqual(allowed ? [] : ['forbidden'])
    }
  })

  it('takes back and comments: its office, and DPI', async () => {
    const { app, place } = await country()
    const here = placesOf(place)
    // A right of DPI that is held for a place holds there.
    const either = (permission: 'practice.submit' | 'practice.write') => {
      const atDpi = placedKnockers('practice.review', here)
      return placedKnockers(permission, here).map(([who, viewer, allowed], n) => [who, viewer, allowed || atDpi[n]?.[2]] as const)
    }
    for (const [who, viewer, allowed] of either('practice.submit')) {
      const taken = await withdrawPractice(app, viewer, await submitted(app, place.id))
      expect(codesOf(taken), `withdraw: ${who}`).toEqual(allowed ? [] : ['forbidden'])
    }
    for (const [who, viewer, allowed] of either('practice.write')) {
      const { id } = await written(app, place.id)
      const said = await commentOnPractice(app, viewer, { id, text: 'Кат' })
      expect(codesOf(said), `comment: ${who}`).toEqual(allowed ? [] : ['forbidden'])
    }
  })

  it('shows DPI nothing that was not handed in', async () => {
    const { app, place } = await country()
    const draft = await written(app, place.id)
    const put = await written(app, place.id)
    done(await withdrawPractice(app, OPERATOR, put))
    for (const { id } of [draft, put]) {
      expect(codesOf(await readPracticeWork(app, DPI, id))).toEqual(['practice.unknown'])
      expect(done(await readPracticeWork(app, holding('editor', place.id), id)).id).toBe(id)
    }
    expect(done(await readReviewQueue(app, DPI, 'withdrawn')).items).toEqual([])
    const one = await published(app, place.id)
    const next = done(await savePractice(app, OPERATOR, { ...one, content: goodContent({ covered: 77 }) }))
    expect(done(await readPracticeWork(app, DPI, one.id)).content.covered).toBe(goodContent().covered)
    done(await withdrawPractice(app, DPI, { ...next, reason: 'Ката' }))
    expect(done(await readReviewQueue(app, DPI, 'withdrawn')).items).toMatchObject([
      { content: { covered: goodContent().covered } },
    ])
    expect(done(await readPracticeWork(app, OPERATOR, one.id)).content.covered).toBe(77)
  })

  it('lets no editor take off what everybody may fetch', async () => {
    const { app, place } = await country()
    const [editor, publisher] = [holding('editor', place.id), holding('publisher', place.id)]
    const begun = await written(app, place.id)
    const files = async () => (await readDocuments(app, 'practice', [begun.id])).get(begun.id) ?? []
    for (const name of ['А.pdf', 'Б.pdf']) done(await attachToPractice(app, editor, { id: begun.id, file: upload(name, pdf()) }))
    const [first, second] = await files()
    const off = async (viewer: typeof editor, documentId = '') =>
      codesOf(await removeFromPractice(app, viewer, { id: begun.id, documentId }))
    expect(await off(editor, first?.id)).toEqual([])
    done(await publishPractice(app, DPI, done(await submitPractice(app, publisher, begun))))
    expect((await files()).map(one => one.isPublished)).toEqual([true])
    expect(await off(editor, second?.id)).toEqual(['forbidden'])
    expect(await files()).toHaveLength(1)
    expect(await off(publisher, second?.id)).toEqual([])
  })

  it('shows an office and DPI what waits for them', async () => {
    const { app, place, other } = await country()
    const sent = await submitted(app, place.id)
    await submitted(app, other.id)
    done(await sendBackPractice(app, DPI, { ...sent, mend: 'Сан' }))
    expect(await countOfficePractices(app, place.id)).toMatchObject({ sentBack: 1, submitted: 0 })
    expect(done(await readReviewQueue(app, DPI, 'submitted'))).toMatchObject({
      waiting: 1,
      items: [{ municipalityId: other.id }],
    })
    await written(app, place.id)
    expect(done(await readReviewQueue(app, DPI, 'draft')).items).toEqual([])
    for (const id of ['none', 'a\u0000b', 'x'.repeat(80)])
      expect(codesOf(await readPracticeWork(app, DPI, id))).toEqual(['practice.unknown'])
  })
})
