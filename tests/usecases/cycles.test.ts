import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { auditEntry } from '#db/schema/audit.ts'
import { amendCycle } from '#features/participatory-budgeting/cycles/amendCycle.ts'
import { cancelCycle } from '#features/participatory-budgeting/cycles/cancelCycle.ts'
import { createCycle } from '#features/participatory-budgeting/cycles/createCycle.ts'
import { freezeCycle } from '#features/participatory-budgeting/cycles/freezeCycle.ts'
import { listCycles, openCycles } from '#features/participatory-budgeting/cycles/listCycles.ts'
import { publishCycle } from '#features/participatory-budgeting/cycles/publishCycle.ts'
import { readCycle, readFrozen } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { readCycles } from '#features/participatory-budgeting/cycles/readCycles.ts'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readOfficeCycle } from '#features/participatory-budgeting/cycles/readOfficeCycle.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { canonicalJson } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { usualPhases } from '#features/participatory-budgeting/cycles/rules/newCycle.ts'
import type { CycleChange } from '#features/participatory-budgeting/cycles/rules/changing.ts'
import { saveCycle } from '#features/participatory-budgeting/cycles/saveCycle.ts'
import { type CycleWork, workOnCycle } from '#features/participatory-budgeting/cycles/workOnCycle.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import { OPERATOR, type Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import { tyiyn } from '#platform/money.ts'
import { refusedWith, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, seededPlace } from '#tests/support/feedback.ts'
import { must } from '#tests/support/hearings.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { holding, placedKnockers } from '#tests/support/viewers.ts'

const NOW = new Date('2026-11-26T06:00:00Z')
const DAY_MS = 86_400_000
const RULES = { ...DEFAULT_RULES, count: { ...DEFAULT_RULES.count, seedSource: 'a public number' } }
const PROJECTS = [
  { id: 'p2', titles: { ky: 'Көпүрө' }, price: 40_000_000 },
  { id: 'p1', titles: { ky: 'Мектеп' }, price: 60_000_000 },
]
const selectEntries = (app: App, action: string) => app.store.read.select().from(auditEntry).where(eq(auditEntry.action, action))
const rulesChange = (minAge: number): CycleChange => ({ part: 'rules', rules: { ...RULES, vote: { ...RULES.vote, minAge } } })
const titled = (ky: string): CycleChange => ({ part: 'about', titles: { ky }, leads: {}, otherMunicipalityIds: [] })

/** A published cycle in its vote, frozen by the clock of the test. */
async function frozenCycle(app: App) {
  const { id } = await seededCycle(app, { phase: 'voting', rules: RULES })
  must(await app.store.write(tx => freezeCycle(app, tx, { cycle: { id }, projects: PROJECTS, boxKey: 'the-key' })))
  return id
}

describe.skipIf(engineMissing())('a cycle in the office', () => {
  it('is begun with two answers, and the next year with the rules and shares of this one', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const asked = { municipality: place.slug, amount: tyiyn(300_000_000) }
    const first = must(await createCycle(app, OPERATOR, { ...asked, budgetYear: 2027 }))
    expect(first.id).toBe(`${place.slug}-2027`)
    expect(await readCycle(app, first.id)).toMatchObject({ state: 'draft', amount: 300_000_000, areas: [{ pot: 300_000_000 }] })
    must(await saveCycle(app, OPERATOR, { id: first.id, version: 0, change: rulesChange(18) }))
    const areas = [1, 2].map(at => ({ names: { ky: `Айыл ${at}` }, pot: tyiyn(at * 100_000_000), entitled: 900 }))
    must(await saveCycle(app, OPERATOR, { id: first.id, version: 1, change: { part: 'money', budgetYear: 2027, amount: tyiyn(300_000_000), areas } })) // prettier-ignore
    const later: App = { ...app, now: () => new Date(NOW.getTime() + 1_000) }
    const second = must(await createCycle(later, OPERATOR, { ...asked, amount: tyiyn(600_000_000), budgetYear: 2028 }))
    const copied = await readCycle(app, second.id)
    expect(copied?.rules.vote.minAge).toBe(18)
    expect(copied?.rules.count.seedSource).toBe('')
    expect(copied?.areas.map(one => [one.id, one.pot])).toEqual([[`${place.slug}-2028-1`, 200_000_000], [`${place.slug}-2028-2`, 400_000_000]]) // prettier-ignore
    expect(must(await createCycle(later, OPERATOR, { ...asked, budgetYear: 2028 })).id).toBe(`${place.slug}-2028-2`)
    expect(await createCycle(app, OPERATOR, { ...asked, municipality: 'nowhere', budgetYear: 2027 })).toMatchObject({ refusals: [{ code: 'cycle.municipality' }] }) // prettier-ignore
  })

  it('is announced when everything fits, is then found, and says why it changed', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const { id } = must(await createCycle(app, OPERATOR, { municipality: place.id, budgetYear: 2027, amount: tyiyn(300_000_000), titles: { ky: 'Чоң бюджет' }, areas: [{ names: { ky: 'Бүт аймак' }, pot: tyiyn(300_000_000), entitled: 3000 }] })) // prettier-ignore
    expect(await publishCycle(app, OPERATOR, { id, version: 0 })).toMatchObject({ refusals: [{ code: 'cycle.seedMissing' }] })
    expect(await readPublicCycle(app, id)).toBeUndefined()
    must(await saveCycle(app, OPERATOR, { id, version: 0, change: { part: 'rules', rules: RULES } }))
    expect(await publishCycle(app, OPERATOR, { id, version: 0 })).toMatchObject({ refusals: [{ code: 'edited.meanwhile' }] })
    must(await publishCycle(app, OPERATOR, { id, version: 1 }))
    expect(await publishCycle(app, OPERATOR, { id, version: 2 })).toMatchObject({ refusals: [{ code: 'cycle.notDraft' }] })
    expect((await readPublicCycle(app, id))?.frame.municipalities.map(one => one.id)).toEqual([place.id])
    const found = async (q: string) => JSON.stringify(await searchDocuments(app, { q, lang: 'ky', limit: 5 }))
    expect(await found('бюджет')).toContain(`/pb/${id}`)
    const change = titled('Кең бюджет')
    expect(await saveCycle(app, OPERATOR, { id, version: 2, change })).toMatchObject({ refusals: [{ code: 'cycle.reason', path: 'reason' }] }) // prettier-ignore
    must(await saveCycle(app, OPERATOR, { id, version: 2, change, reason: 'катасы бар эле' }))
    expect(await saveCycle(app, OPERATOR, { id, version: 2, change, reason: 'x' })).toMatchObject({ refusals: [{ code: 'edited.meanwhile' }] }) // prettier-ignore
    expect(await selectEntries(app, 'cycle.saved')).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'катасы бар эле', subjectId: id })])) // prettier-ignore
    const unfit: CycleChange = {
      part: 'money',
      budgetYear: 2027,
      amount: tyiyn(1),
      areas: (await readCycle(app, id))?.areas ?? [],
    }
    expect(await saveCycle(app, OPERATOR, { id, version: 3, change: unfit, reason: 'x' })).toMatchObject({ refusals: [{ code: 'cycle.potsSum' }] }) // prettier-ignore
    const without: CycleChange = { ...unfit, amount: tyiyn(300_000_000), areas: [{ names: { ky: 'Башка' }, pot: tyiyn(300_000_000), entitled: 3000 }] } // prettier-ignore
    expect(await saveCycle(app, OPERATOR, { id, version: 3, change: without, reason: 'x' })).toMatchObject({ refusals: [{ code: 'cycle.areaInUse' }] }) // prettier-ignore
    must(await cancelCycle(app, OPERATOR, { id, version: 3, reason: 'акча жок' }))
    expect(await found('бюджет')).not.toContain(`/pb/${id}`)
    expect((await readPublicCycle(app, id))?.cycle).toMatchObject({ state: 'cancelled', cancelReason: 'акча жок' })
    expect(await saveCycle(app, OPERATOR, { id, version: 4, change, reason: 'x' })).toMatchObject({ refusals: [{ code: 'cycle.isCancelled' }] }) // prettier-ignore
  })

  it('is found by what it is and where, in each language, whatever its lead says', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const { id } = must(await createCycle(app, OPERATOR, { municipality: place.id, budgetYear: 2027, amount: tyiyn(300_000_000), areas: [{ names: { ky: 'Бүт аймак' }, pot: tyiyn(300_000_000), entitled: 3000 }] })) // prettier-ignore
    must(await saveCycle(app, OPERATOR, { id, version: 0, change: { part: 'rules', rules: RULES } }))
    must(await publishCycle(app, OPERATOR, { id, version: 1 }))
    const asked = { ky: ['добуш', 'добуш берүү', 'сунуш'], ru: ['голосование', 'проголосовать', 'предложение'], en: ['vote', 'voting', 'proposal'] } // prettier-ignore
    for (const lang of ['ky', 'ru', 'en'] as const)
      for (const word of asked[lang])
        for (const q of [word, `${word} ${place.names[lang]}`]) {
          const { hits } = await searchDocuments(app, { q, lang, limit: 5 })
          expect([q, hits.map(one => [one.subjectId, one.otherLang])]).toEqual([q, [[id, undefined]]])
        }
  })

  it('belongs to several municipalities, and is listed with what can be done now', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const neighbour = await seededPlace(app, BARPY)
    const { id } = await seededCycle(app, { phase: 'proposing', rules: RULES })
    await seededCycle(app, { phase: 'checking', rules: RULES, id: 'other-2026' })
    await seededCycle(app, { phase: 'proposing', id: 'draft-2026', state: 'draft' })
    must(await saveCycle(app, OPERATOR, { id, version: 0, change: { ...titled('Экөөнүкү'), otherMunicipalityIds: [neighbour.id] } as CycleChange, reason: 'x' })) // prettier-ignore
    expect((await listCycles(app)).map(one => one.cycle.id).sort()).toEqual([id, 'other-2026'].sort())
    expect((await openCycles(app)).map(one => one.cycle.id)).toEqual([id])
    expect(await listCycles(app, 'nowhere')).toEqual([])
    expect((await readCycles(app, { municipalityId: neighbour.id })).map(one => one.id)).toEqual([id])
    expect((await readCycles(app, { municipalityId: place.id })).length).toBe(3)
    expect((await readCycle(app, id))?.municipalityIds).toEqual([place.id, neighbour.id])
  })

  it('refuses to call off what was voted on', async () => {
    const app = await testApp({ now: NOW })
    await seededPlace(app)
    const { id } = await seededCycle(app, { phase: 'checking' })
    expect(await cancelCycle(app, OPERATOR, { id, version: 0, reason: 'x' })).toMatchObject({ refusals: [{ code: 'cycle.votedAlready' }] }) // prettier-ignore
  })
})

describe.skipIf(engineMissing())('the freeze', () => {
  it('has a hash that anybody gets from the published text, and happens once', async () => {
    const app = await testApp({ now: NOW })
    await seededPlace(app)
    const { id } = await seededCycle(app, { phase: 'voting', rules: RULES })
    const freeze = () => app.store.write(tx => freezeCycle(app, tx, { cycle: { id }, projects: PROJECTS, boxKey: 'the-key' }))
    const both = await Promise.all([freeze(), freeze()])
    expect(both.filter(one => one.ok)).toHaveLength(1)
    expect(both.find(one => !one.ok)).toMatchObject({ refusals: [{ code: 'cycle.frozenAlready' }] })
    const [link] = await readFrozen(app, id)
    const text = canonicalJson(link?.content)
    expect(createHash('sha256').update(text).digest('hex')).toBe(link?.sha256)
    // Python's json.dumps(…, sort_keys=True, separators=(',', ':'), ensure_ascii=False) writes the same bytes.
    expect(text).toMatch(/^\{"areas":\[\{"entitled":5000,/)
    expect(link?.content.projects.map(one => one.id)).toEqual(['p1', 'p2'])
    expect(await app.store.write(tx => freezeCycle(app, tx, { cycle: { id: 'none' }, projects: [] }))).toMatchObject({ refusals: [{ code: 'cycle.unknown' }] }) // prettier-ignore
    const draft = await seededCycle(app, { id: 'draft-2026', state: 'draft' })
    expect(await app.store.write(tx => freezeCycle(app, tx, { cycle: draft, projects: [] }))).toMatchObject({ refusals: [{ code: 'cycle.notPublished' }] }) // prettier-ignore
  })

  it('lets nothing frozen change but by an amendment, with its reason, number and hash', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const id = await frozenCycle(app)
    const change = rulesChange(18)
    expect(await saveCycle(app, OPERATOR, { id, version: 0, change, reason: 'x' })).toMatchObject({ refusals: [{ code: 'cycle.frozen' }] }) // prettier-ignore
    expect((await readCycle(app, id))?.rules.vote.minAge).toBe(16)
    const publisher: Viewer = { ...holding('publisher', place.id), name: 'Айгүл' } as Viewer
    const asked = { id, version: 0, reason: 'кеңештин токтому', change }
    expect(await amendCycle(app, publisher, { ...asked, reason: ' ' })).toMatchObject({ refusals: [{ code: 'cycle.reason' }] })
    const amended = must(await amendCycle(app, publisher, asked))
    expect(amended.number).toBe(2)
    expect(await amendCycle(app, publisher, asked)).toMatchObject({ refusals: [{ code: 'cycle.nothingChanged' }] })
    must(await amendCycle(app, publisher, { ...asked, version: 1, reason: 'баа', change: { part: 'prices', prices: { p1: tyiyn(61_000_000) } } })) // prettier-ignore
    const chain = await readFrozen(app, id)
    expect(chain.map(one => [one.number, one.reason, one.by])).toEqual([[3, 'баа', 'Айгүл'], [2, 'кеңештин токтому', 'Айгүл'], [1, undefined, 'ashar']]) // prettier-ignore
    expect(new Set(chain.map(one => one.sha256)).size).toBe(3)
    for (const link of chain) expect(createHash('sha256').update(canonicalJson(link.content)).digest('hex')).toBe(link.sha256)
    expect(chain.map(one => one.content.boxKey)).toEqual(['the-key', 'the-key', 'the-key'])
    expect(chain[0]?.content.projects.find(one => one.id === 'p1')?.price).toBe(61_000_000)
    // The tables say what the latest link says.
    expect((await readCycle(app, id))?.rules).toEqual(chain[0]?.content.rules)
    expect(await selectEntries(app, 'cycle.amended')).toHaveLength(2)
  })

  it('takes moved dates as an amendment, but not the first day of the vote, the ballot or the areas', async () => {
    const app = await testApp({ now: NOW })
    await seededPlace(app)
    const id = await frozenCycle(app)
    const before = await readCycle(app, id)
    if (!before) throw new Error('seeded')
    const amend = (change: CycleChange) => amendCycle(app, OPERATOR, { id, version: 0, reason: 'x', change })
    const moved = (edit: 'startsAt' | 'endsAt'): CycleChange => ({ part: 'phases', phases: before.phases.map(one => (one.kind === 'voting' ? { ...one, [edit]: new Date(one[edit].getTime() - DAY_MS / 2) } : one)).map(one => (one.kind === 'pricing' ? { ...one, endsAt: new Date(one.endsAt.getTime() - DAY_MS) } : one)) }) // prettier-ignore
    expect(await amend(moved('startsAt'))).toMatchObject({ refusals: [{ code: 'cycle.votingBegan' }] })
    expect(await amend({ part: 'rules', rules: { ...RULES, ballot: { type: 'knapsack' } } })).toMatchObject({ refusals: [{ code: 'cycle.ballotFixed' }] }) // prettier-ignore
    expect(await amend({ part: 'money', budgetYear: 2026, amount: tyiyn(200), areas: [...before.areas, { names: { ky: 'а' }, pot: tyiyn(200), entitled: 100 }].map(one => ({ ...one, pot: tyiyn(100) })) })).toMatchObject({ refusals: [{ code: 'cycle.areasFixed' }] }) // prettier-ignore
    expect((await amend(moved('endsAt'))).ok).toBe(true)
    expect(await amendCycle(app, OPERATOR, { id: (await seededCycle(app, { id: 'open-2026' })).id, version: 0, reason: 'x', change: rulesChange(18) })).toMatchObject({ refusals: [{ code: 'cycle.notFrozen' }] }) // prettier-ignore
  })

  it('still lets words that are not frozen be saved, and the same form amends what is', async () => {
    const app = await testApp({ now: NOW })
    await seededPlace(app)
    const id = await frozenCycle(app)
    const post = (fields: Record<string, string>) => {
      const posted = new FormData()
      for (const [name, value] of Object.entries({ version: '0', ...fields })) posted.append(name, value)
      return workOnCycle(app, OPERATOR, { id, posted })
    }
    const about = {
      do: 'about' satisfies CycleWork,
      titleKy: 'Сыноо айлампасы',
      titleRu: 'Пробный цикл',
      titleEn: 'A trial cycle',
    }
    expect(await post({ ...about, leadKy: 'Кыскача', reason: 'x' })).toEqual({ state: 'done', work: 'about' })
    expect(await readFrozen(app, id)).toHaveLength(1)
    expect(await post({ ...about, titleKy: 'Жаңы ат', version: '1', reason: 'аты өзгөрдү' })).toEqual({
      state: 'done',
      work: 'about',
    })
    expect(await readFrozen(app, id)).toHaveLength(2)
    expect(await post({ do: 'money', budgetYear: '2026', amount: '1 млн', budgetLine: 'no-such-line', 'areas.0.nameKy': 'а', 'areas.0.pot': '1 млн', 'areas.0.entitled': '100' })).toMatchObject({ refusals: [{ code: 'cycle.budgetLine' }] }) // prettier-ignore
    expect(await post({ ...about, version: '2', reason: 'x', 'municipalities[]': 'kg-nowhere' })).toMatchObject({ refusals: [{ code: 'cycle.municipality', path: 'municipalities' }] }) // prettier-ignore
    expect(await post({ do: 'nothing' })).toMatchObject({ refusals: [{ code: 'form.unreadable' }] })
  })
})

type Ask = (app: App, viewer: Viewer, id: string, municipality: string) => Promise<Result<unknown>>
// A version nobody has seen: who may, is stopped by the lock and changes nothing for the next one who knocks.
const ASKS: readonly (readonly [string, 'draft' | 'published', Permission, Ask])[] = [
  ['prepares one', 'draft', 'cycle.write', (app, viewer, _, municipality) => createCycle(app, viewer, { municipality, budgetYear: 2030, amount: tyiyn(1), phases: usualPhases(NOW) })],
  ['writes a draft', 'draft', 'cycle.write', (app, viewer, id) => saveCycle(app, viewer, { id, version: 99, change: titled('а') })],
  ['changes an announced one', 'published', 'cycle.publish', (app, viewer, id) => saveCycle(app, viewer, { id, version: 99, change: titled('а'), reason: 'x' })],
  ['announces', 'draft', 'cycle.publish', (app, viewer, id) => publishCycle(app, viewer, { id, version: 99 })],
  ['calls off', 'published', 'cycle.publish', (app, viewer, id) => cancelCycle(app, viewer, { id, version: 99, reason: 'x' })],
  ['amends', 'published', 'cycle.publish', (app, viewer, id) => amendCycle(app, viewer, { id, version: 99, reason: 'x', change: titled('а') })],
  ['works on a posted form', 'published', 'cycle.publish', async (app, viewer, id) => {
    const posted = new FormData()
    for (const [name, value] of [['do', 'cancel'], ['version', '99'], ['reason', 'x']] as const) posted.append(name, value)
    const worked = await workOnCycle(app, viewer, { id, posted })
    return worked.state === 'done' ? { ok: true, value: undefined } : { ok: false, refusals: worked.refusals as [never] }
  }],
] // prettier-ignore

describe.skipIf(engineMissing())('who may do what with a cycle', () => {
  for (const [does, state, permission, ask] of ASKS)
    it(`${does}: ${permission}`, async () => {
      const app = await testApp({ now: NOW })
      const place = await seededPlace(app)
      const { id } = await seededCycle(app, { state, phase: 'proposing', rules: RULES })
      for (const [who, viewer, allowed] of placedKnockers(permission, placesOf(place)))
        expect(refusedWith(await ask(app, viewer, id, place.id), 'forbidden'), who).toBe(!allowed)
    })

  it('looks at one: office.read', async () => {
    const app = await testApp({ now: NOW })
    const place = await seededPlace(app)
    const { id } = await seededCycle(app, { state: 'draft' })
    for (const [who, viewer, allowed] of placedKnockers('office.read', placesOf(place)))
      expect(refusedWith(await readOfficeCycle(app, viewer, place, id), 'forbidden'), who).toBe(!allowed)
    const seen = must(await readOfficeCycle(app, OPERATOR, place, id))
    expect(seen.missing.length).toBeGreaterThan(0)
    expect(seen.warnings.map(one => one.code)).toContain('cycle.warn.sheets')
  })
})
