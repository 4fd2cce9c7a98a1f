import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { OPERATOR, VISITOR } from '#features/identity/rules/viewer.ts'
import { exportMunicipalities, municipalityColumns } from '#features/municipalities/exportMunicipalities.ts'
import { importUnits } from '#features/municipalities/importUnits.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readPlace } from '#features/municipalities/readPlace.ts'
import { searchUnits } from '#features/municipalities/searchUnits.ts'
import { words } from '#features/municipalities/words.ts'
import type { IsoDate } from '#platform/dates.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { writeCsv, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { words as common } from '#ui/words.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'

const HEADINGS = ['СОАТЕ', 'Кыргызча аталышы', 'Наименование на русском', 'Вышестоящая единица', 'Калкы']
const MYRZA = ['41706255859000', 'Мырза-Аке айыл аймагы', 'айылный аймак Мырза-Аке', '41706255000000', '17805']
const csv = (...rows: readonly (readonly string[])[]) => Buffer.from(stringify([HEADINGS, ...rows]))
const load = (app: App, bytes: Uint8Array, more: { dryRun?: boolean; date?: string } = {}) =>
  importUnits(app, OPERATOR, bytes, {
    dryRun: more.dryRun ?? false,
    source: 'Register of 1 March 2026',
    date: (more.date ?? '2026-03-01') as IsoDate,
  })
const seeded = async () => {
  const app = await testApp()
  await seedBase(app)
  return app
}
async function loaded(app: App, bytes: Uint8Array, more?: Parameters<typeof load>[2]) {
  const done = await load(app, bytes, more)
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}
const municipalities = async (app: App) => JSON.stringify(await exportMunicipalities(app))

describe.skipIf(engineMissing())('the register of units', () => {
  it('changes what differs, once, and says so', async () => {
    const app = await seeded()
    const file = csv(MYRZA)
    const look = await loaded(app, file, { dryRun: true })
    expect(look).toMatchObject({ applied: false, plan: { changes: [{ change: 'population', to: 17805, row: 2 }] } })
    expect((await readMunicipality(app, 'myrza-ake'))?.population).toBeUndefined()
    await loaded(app, file)
    expect(await readMunicipality(app, 'myrza-ake')).toMatchObject({ population: 17805, populationDate: '2026-03-01' })
    expect((await loaded(app, file)).plan).toMatchObject({ changes: [], unchanged: 1 })
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true, entries: 2 })
  })

  it('keeps an old name as a former one with its date, and the address', async () => {
    const app = await seeded()
    const before = await readMunicipality(app, 'karool')
    await loaded(app, csv(['41706255832000', 'Жаңы-Кароол-Ата айыл аймагы', 'айылный аймак Жаны-Кароол-Ата', '', '']))
    const place = await readPlace(app, before?.id ?? '')
    expect(place?.municipality).toMatchObject({ slug: 'karool', names: { ky: 'Жаңы-Кароол-Ата айыл аймагы' } })
    expect(place?.formerNames).toContainEqual({ name: 'Кароол айыл аймагы', language: 'ky', validTo: '2026-03-01' })
    expect((await searchUnits(app, 'Кароол айыл аймагы'))[0]).toMatchObject({ slug: 'karool', matched: { kind: 'former' } })
    expect((await searchUnits(app, 'Жаңы Кароол Ата'))[0]).toMatchObject({ slug: 'karool', matched: { kind: 'current' } })
  })

  it('takes another spelling for a variant, not for another name', async () => {
    const app = await seeded()
    const { plan } = await loaded(
      app,
      csv(['41706255859000', 'Мырза-Аке айылдык аймагы', 'Мырза-Акинский айылный аймак', '', '']),
    )
    expect(plan.changes.map(one => one.change)).toEqual(['respelled', 'respelled'])
    expect((await readPlace(app, 'myrza-ake'))?.formerNames).toEqual([])
    expect((await searchUnits(app, 'айыльный аймак Мырза-Аке'))[0]?.slug).toBe('myrza-ake')
  })

  it('adds what is new under its parent, whatever the order of rows, and moves what moved', async () => {
    const app = await seeded()
    const { plan } = await loaded(
      app,
      csv(
        ['41706299810000', 'Жаңы-Айыл айыл аймагы', 'айылный аймак Жаны-Айыл', '41706299000000', '4210'],
        ['41706299000000', 'Жаңы району', 'Жаныйский район', '41706000000000', ''],
        ['41706255832000', 'Кароол айыл аймагы', 'айылный аймак Кароол', '41706299000000', ''],
        ['41706255859010', 'Мырза-Аке айылы', 'село Мырза-Аке', '41706255859000', '900'],
      ),
    )
    expect(plan.changes.map(one => one.change)).toEqual(['new', 'new', 'moved'])
    expect(plan.villages).toBe(1)
    expect(await readMunicipality(app, 'jangy-aiyl')).toMatchObject({
      soate: '41706299810000',
      names: { en: 'Jangy-Aiyl aiyl aimak' },
      raion: { slug: 'jangy-raion', names: { ky: 'Жаңы району' } },
      oblast: { slug: 'osh-oblast' },
      population: 4210,
    })
    expect(await readMunicipality(app, 'karool')).toMatchObject({ raion: { slug: 'jangy-raion' } })
  })

  it('gives its code to a unit that has none yet, known by its name', async () => {
    const app = await seeded()
    const { plan } = await loaded(
      app,
      csv(
        ['41706255890000', 'Кара-Шоро айыл аймагы', 'Кара-Шороский айылный аймак', '', '9000'],
        ['41708203815000', 'Достук айыл аймагы', 'айылный аймак Достук', '', ''],
      ),
    )
    expect(plan.changes.filter(one => one.change === 'new')).toEqual([])
    expect(await readMunicipality(app, '41706255890000')).toMatchObject({ slug: 'kara-shoro', population: 9000 })
    expect(await readMunicipality(app, '41708203815000')).toMatchObject({ slug: 'dostuk-alamudun' })
  })

  it('tells what vanished and deletes nothing', async () => {
    const app = await seeded()
    const { plan } = await loaded(app, csv(MYRZA))
    expect(plan.vanished.map(one => one.name)).toContain('Кароол айыл аймагы')
    expect(plan.vanished.map(one => one.name)).not.toContain('Ош облусу')
    expect(await readMunicipality(app, 'karool')).toMatchObject({ slug: 'karool' })
  })

  it('reads what the portal itself gives out, in each language and as CSV and XLSX, without a change', async () => {
    const app = await seeded()
    const coded = (await exportMunicipalities(app)).filter(one => one.soate)
    for (const lang of LANGUAGES)
      for (const bytes of [
        writeCsv(municipalityColumns(lang), coded),
        await writeXlsx('register', municipalityColumns(lang), coded),
      ])
        expect((await loaded(app, bytes, { dryRun: true })).plan, lang).toMatchObject({ changes: [], unchanged: coded.length })
  })

  it.each([
    ['a code that is too short', ['4170625585', 'Аты', 'Имя', '', ''], 'register.soate', 'A2'],
    ['a code with a letter', ['4170625585900О', 'Аты', 'Имя', '', ''], 'register.soate', 'A2'],
    ['a code of another country', ['39806255859000', 'Аты', 'Имя', '', ''], 'register.soate', 'A2'],
    ['a code that Excel has rounded', ['4.17062558590E+13', 'Аты', 'Имя', '', ''], 'register.soate', 'A2'],
    ['no code', ['', 'Аты', 'Имя', '', ''], 'register.soateMissing', 'A2'],
    ['a code that says no kind', ['41706300859000', 'Аты', 'Имя', '', ''], 'register.kindMissing', 'A2'],
    ['no name', ['41706255859000', '', '', '', '5'], 'register.nameMissing', 'B2'],
    ['a name of digits', ['41706255859000', '12345', 'Имя', '', ''], 'register.name', 'B2'],
    ['a name without end', ['41706255859000', 'а'.repeat(300), 'Имя', '', ''], 'register.nameLong', 'B2'],
    ['a new unit without a Russian name', ['41706255899000', 'Жаңы айыл аймагы', '', '', ''], 'register.nameMissingForNew', 'C2'],
    ['a parent in words', ['41706255859000', 'Мырза-Аке айыл аймагы', '', 'Өзгөн району', ''], 'register.parent', 'D2'],
    [
      'a parent that is nowhere',
      ['41706255859000', 'Мырза-Аке айыл аймагы', '', '41706777000000', ''],
      'register.parentUnknown',
      'D2',
    ],
    ['itself as parent', ['41706255859000', 'Мырза-Аке айыл аймагы', '', '41706255859000', ''], 'register.ownParent', 'D2'],
    [
      'an aiyl aimak under an aiyl aimak',
      ['41706255859000', 'Мырза-Аке айыл аймагы', '', '41706255832000', ''],
      'register.parentKind',
      'D2',
    ],
    ['an oblast under a raion', ['41706000000000', 'Ош облусу', '', '41706255000000', ''], 'register.parentKind', 'D2'],
    ['a new unit under nothing', ['41706288859000', 'Аты айыл аймагы', 'Имя', '', ''], 'register.parentUnknown', 'D2'],
    ['people in words', ['41706255859000', 'Мырза-Аке айыл аймагы', '', '', 'көп'], 'register.population', 'E2'],
    ['half a person', ['41706255859000', 'Мырза-Аке айыл аймагы', '', '', '12,5'], 'register.population', 'E2'],
    ['fewer than none', ['41706255859000', 'Мырза-Аке айыл аймагы', '', '', '-3'], 'register.population', 'E2'],
    [
      'more people than there are',
      ['41706255859000', 'Мырза-Аке айыл аймагы', '', '', '900000000000'],
      'register.population',
      'E2',
    ],
  ] as const)('refuses %s by row and column, in words, and changes nothing', async (_, row, code, path) => {
    const app = await seeded()
    const before = await municipalities(app)
    const good = ['41706255832000', 'Башка Кароол айыл аймагы', 'айылный аймак Башка Кароол', '', '7']
    const done = await load(app, csv(row, good))
    expect(done.ok ? [] : done.refusals).toContainEqual(expect.objectContaining({ code, path }))
    expect(await municipalities(app)).toBe(before)
    for (const lang of LANGUAGES)
      for (const refusal of done.ok ? [] : done.refusals) {
        expect(words(lang).has(refusal.code), refusal.code).toBe(true)
        expect(words(lang).refusal(refusal)).not.toMatch(/\{|undefined/)
      }
  })

  it('refuses a code or a unit that stands in two rows, and a circle of parents', async () => {
    const app = await seeded()
    const twice = await load(app, csv(MYRZA, ['41706255832000', 'Кароол айыл аймагы', '', '', ''], MYRZA))
    expect(twice).toMatchObject({ ok: false, refusals: [{ code: 'register.duplicate', path: 'A4', values: { before: 2 } }] })
    const ring = await load(
      app,
      csv(
        ['41706255859000', 'Мырза-Аке айыл аймагы', '', '41706255832000', ''],
        ['41706255832000', 'Кароол айыл аймагы', '', '41706255859000', ''],
      ),
    )
    expect(ring.ok ? [] : ring.refusals.map(one => one.code)).toEqual(['register.parentKind', 'register.parentKind'])
  })

  it('refuses a file that is none, in words', async () => {
    const app = await seeded()
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('a;b\n1;2\n'),
      csv(),
      Buffer.from(HEADINGS.join(';')),
    ]) {
      const done = await load(app, bytes)
      expect(done.ok).toBe(false)
      for (const refusal of done.ok ? [] : done.refusals)
        expect(words('ky').has(refusal.code) || common('ky').has(refusal.code), refusal.code).toBe(true)
    }
  })

  it('is for who may', async () => {
    const app = await seeded()
    const done = await importUnits(app, VISITOR, csv(MYRZA), { dryRun: true, source: 'x' })
    expect(done).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  })
})
