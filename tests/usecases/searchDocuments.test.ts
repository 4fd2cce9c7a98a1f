import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropDocuments, indexDocuments } from '#features/search/indexDocuments.ts'
import type { SearchDocument } from '#features/search/rules/document.ts'
import type { Part } from '#features/search/rules/excerpt.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const doc = (subjectId: string, title: string, body = '', more: Partial<SearchDocument> = {}): SearchDocument => ({
  kind: 'report',
  subjectId,
  lang: 'ky',
  municipalityId: 'm1',
  title,
  body,
  path: `/m/x/reports/${subjectId}`,
  at: '2026-03-01' as IsoDate,
  isDemo: false,
  ...more,
})

const CORPUS: readonly SearchDocument[] = [
  doc(
    'council',
    'Айылдык кеңештин жылдык отчету',
    'Кеңеш 2025-жылы он эки токтом кабыл алды. Ички жолдорду оңдоого каражат бөлүндү.',
  ),
  doc('roads', 'Ички жолдорду оңдоо', 'Борбордук көчөдөгү жол асфальтталды.', { at: '2026-05-01' as IsoDate }),
  doc('school', '№5 мектебин оңдоо', 'Мектептин чатыры жана терезелери алмаштырылды.', {
    kind: 'practice',
    municipalityId: undefined,
  }),
  doc('water', 'Таза суу түтүгү', 'Сууга болгон муктаждык: 320 үй-бүлө таза суу менен камсыз болду.', { municipalityId: 'm2' }),
  doc('water', 'Водопровод', 'Чистой водой обеспечены 320 семей.', { lang: 'ru', municipalityId: 'm2' }),
  doc('hearing', 'Общественные слушания по проекту бюджета', 'Слушания пройдут в школе. Приглашаем всех жителей.', {
    kind: 'hearing',
    lang: 'ru',
  }),
  doc('line', 'Көчөлөрдү жарыктандыруу', '', { kind: 'budgetLine' }),
  doc('line', 'Освещение улиц', '', { kind: 'budgetLine', lang: 'ru' }),
  doc('line', 'Street lighting', '', { kind: 'budgetLine', lang: 'en' }),
  doc('word', 'Таштанды', 'Таштандыны убагында ташып кетпейт, айланасы жыттанат.', { kind: 'feedback', at: undefined }),
]

async function corpus(): Promise<App> {
  const app = await testApp()
  await app.store.write(tx => indexDocuments(tx, CORPUS))
  return app
}
type Asked = Partial<Parameters<typeof searchDocuments>[1]>
const find = (app: App, q: string, more: Asked = {}) => searchDocuments(app, { q, lang: 'ky', limit: 20, ...more })
const ids = async (app: App, q: string, more: Asked = {}) => (await find(app, q, more)).hits.map(hit => hit.subjectId)
const text = (parts: readonly Part[]) => parts.map(part => (part.marked ? `[${part.text}]` : part.text)).join('')

/** What is typed, and what is found, in this order, on both engines. */
const TABLE: readonly (readonly [string, readonly string[]])[] = [
  // Letters written for one another, capitals, Latin letters.
  ['кеңеш', ['council']],
  ['кенеш', ['council']],
  ['КЕНЕШ', ['council']],
  ['kenesh', ['council']],
  ['кеӊеш', ['council']],
  // Endings, both ways, and a voiced last letter.
  ['жол', ['roads', 'council']],
  ['жолдун', ['roads', 'council']],
  ['жолдордун', ['roads', 'council']],
  ['мектеп', ['school']],
  ['мектептердин', ['school']],
  ['мектебибиз', ['school']],
  ['суу', ['water']],
  ['суунун', ['water']],
  ['таштандылар', ['word']],
  ['көчө', ['line', 'roads']],
  ['көчөлөр', ['line', 'roads']],
  ['слушаний', ['hearing']],
  ['слушание', ['hearing']],
  ['бюджет', ['hearing']],
  ['бюджетке', ['hearing']],
  ['школы', ['hearing']],
  ['вода', ['water']],
  ['улица', ['line']],
  ['light', ['line']],
  // All words, in any order; small words say nothing.
  ['оңдоо жол', ['roads', 'council']],
  ['ички жолдорду оңдоо', ['roads', 'council']],
  ['жол жана көчө', ['roads']],
  ['слушания о бюджете', ['hearing']],
  ['жол суу', []],
  // Numbers are whole.
  ['5 мектеп', ['school']],
  ['№5 мектеп', ['school']],
  ['320', ['water']],
  ['32', []],
  ['2025', ['council']],
  // Signs mean nothing.
  ['"жол"', ['roads', 'council']],
  ['жол OR суу NOT көчө', []],
  ["жол'); DROP TABLE search_document; --", []],
  ['жол*', ['roads', 'council']],
  ['title:жол', []],
  ['-жол +оңдоо', ['roads', 'council']],
  ['(жол', ['roads', 'council']],
  ['жол & !суу | <->', []],
  ['%', []],
  ['_', []],
  ['...!?', []],
  ['', []],
  ['\u0000', []],
  ['жол\u0000', ['roads', 'council']],
  ['\uD800жол', ['roads', 'council']],
  ['жок нерсе', []],
]

describe.skipIf(engineMissing())('search', () => {
  it('finds the same on both engines, in the same order', async () => {
    const app = await corpus()
    const found = []
    for (const [q] of TABLE) found.push([q, await ids(app, q)])
    expect(found).toEqual(TABLE)
  })

  it('answers whatever is typed', async () => {
    const app = await corpus()
    expect(await ids(app, 'жол '.repeat(1_000))).toEqual(['roads', 'council'])
    expect(await ids(app, 'ж'.repeat(5_000))).toEqual([])
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async q => {
        await find(app, q, { after: q })
      }),
      { numRuns: 40 },
    )
  })

  it('puts the reader’s language first, shows each thing once, and names another language', async () => {
    const app = await corpus()
    const of = async (q: string, lang: 'ky' | 'ru' | 'en') =>
      (await find(app, q, { lang })).hits.map(hit => [hit.subjectId, text(hit.title), hit.otherLang])
    expect(await of('320', 'ky')).toEqual([['water', 'Таза суу түтүгү', undefined]])
    expect(await of('320', 'ru')).toEqual([['water', 'Водопровод', undefined]])
    expect(await of('320', 'en')).toEqual([['water', expect.any(String), expect.stringMatching(/ky|ru/)]])
    expect(await of('водопровод', 'ky')).toEqual([['water', '[Водопровод]', 'ru']])
  })

  it('counts by kind, and keeps to a kind and a municipality', async () => {
    const app = await corpus()
    const { total } = await find(app, 'көчө')
    expect(total).toEqual({ budgetLine: 1, report: 1, practice: 0, hearing: 0, feedback: 0, cycle: 0, proposal: 0 })
    expect(await ids(app, 'көчө', { kinds: ['report'] })).toEqual(['roads'])
    expect((await find(app, 'көчө', { kinds: ['report'] })).total.budgetLine).toBe(1)
    expect(await ids(app, 'таза', { municipalityId: 'm2' })).toEqual(['water'])
    expect(await ids(app, 'таза', { municipalityId: 'm1' })).toEqual([])
  })

  it('marks what was looked for in the text as it is written', async () => {
    const app = await corpus()
    const [hit] = (await find(app, 'кенеш токтом')).hits
    expect(text(hit?.title ?? [])).toBe('Айылдык [кеңештин] жылдык отчету')
    expect(text(hit?.excerpt ?? [])).toBe('[Кеңеш] 2025-жылы он эки [токтом] кабыл алды. Ички жолдорду оңдоого каражат бөлүндү.')
  })

  it('shows the stretch of a long text where the words stand', async () => {
    const app = await testApp()
    const filler = 'Бул жерде башка маселелер каралат. '.repeat(200)
    await app.store.write(tx => indexDocuments(tx, [doc('long', 'Отчет', `${filler}Спорт аянтчасы курулду. ${filler}`)]))
    const [hit] = (await find(app, 'спорт аянтча')).hits
    expect(text(hit?.excerpt ?? [])).toMatch(/^… .*\[Спорт\] \[аянтчасы\] курулду\..* …$/)
    expect(text(hit?.excerpt ?? []).length).toBeLessThan(260)
  })

  it('goes on page by page to the end, each thing once', async () => {
    const app = await testApp()
    await app.store.write(tx =>
      indexDocuments(
        tx,
        Array.from({ length: 45 }, (_, n) => doc(`r${n}`, `Отчет ${n}`, 'бюджет', { isDemo: n % 2 === 0 })),
      ),
    )
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await find(app, 'бюджет', { after, limit: 20 })
      seen.push(...page.hits.map(hit => hit.subjectId))
      after = page.next
    } while (after)
    expect(new Set(seen).size).toBe(45)
    expect(seen.length).toBe(45)
  })

  it('of very many things looks at the newest, says so, and still finds the few of another kind', async () => {
    const app = await testApp()
    const lines = Array.from({ length: 2_100 }, (_, n) => doc(`l${n}`, `Сап ${n}`, 'көпүрө', { kind: 'budgetLine' }))
    const named = doc('named', 'Көпүрө куруу', '', { kind: 'budgetLine' })
    await app.store.write(tx =>
      indexDocuments(tx, [doc('old', 'Тажрыйба', 'Көпүрө курулду.', { kind: 'practice' }), named, ...lines]),
    )
    const all = await find(app, 'көпүрө', { each: 3, limit: 60 })
    expect(all.more).toEqual(['budgetLine'])
    expect(all.total).toMatchObject({ practice: 1, report: 0 })
    expect(all.total.budgetLine).toBeGreaterThanOrEqual(2_000)
    expect(all.hits.map(hit => hit.subjectId)).toEqual(expect.arrayContaining(['old', 'named']))
    expect(all.hits[0]?.subjectId).toBe('named')
    const within = await find(app, 'көпүрө', { kinds: ['practice'], municipalityId: 'm1' })
    expect(within.hits.map(hit => hit.subjectId)).toEqual(['old'])
    expect((await find(app, 'тажрыйба')).more).toEqual([])
  })

  it('replaces what is written anew, and forgets what is dropped', async () => {
    const app = await corpus()
    await app.store.write(tx => indexDocuments(tx, [doc('roads', 'Көпүрөлөр', 'Көпүрө курулду.')]))
    expect(await ids(app, 'жол')).toEqual(['council'])
    expect(await ids(app, 'көпүрө')).toEqual(['roads'])
    await app.store.write(tx => dropDocuments(tx, 'report', ['roads', 'council']))
    expect(await ids(app, 'көпүрө')).toEqual([])
    expect(await ids(app, 'кеңеш')).toEqual([])
  })

  it('takes in any text, however odd or long', async () => {
    const app = await testApp()
    const odd = `a\u0000b \uD800 ${'x'.repeat(5_000)} ${'суу '.repeat(60_000)}`
    await app.store.write(tx => indexDocuments(tx, [doc('odd', `Тема\u0000 ${odd.slice(0, 20)}`, odd)]))
    expect(await ids(app, 'суу')).toEqual(['odd'])
  })
})
