import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { libraryFilters, practiceForm } from '#features/practices/forms/practiceForms.ts'
import { practiceSlugs } from '#features/practices/rules/address.ts'
import { mayAdopt } from '#features/practices/rules/adoption.ts'
import {
  COST_BANDS,
  COST_BAND_NAMES,
  costBandOf,
  SIZE_BAND_NAMES,
  SIZE_BANDS,
  sizeBandOf,
} from '#features/practices/rules/bands.ts'
import { languagesOf, missingIn, NO_CONTENT, paragraphs, wordsFor } from '#features/practices/rules/content.ts'
import { readCursor, writeCursor } from '#features/practices/rules/library.ts'
import { isBefore, readPeriod, writePeriod } from '#features/practices/rules/period.ts'
import { closestInSize } from '#features/practices/rules/related.ts'
import { type Step, stateAfter } from '#features/practices/rules/state.ts'
import { SERVICES_OF, TOPICS, topicOfService } from '#features/practices/rules/topics.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { checkFields } from '#platform/forms/readForm.ts'
import type { IsoDate } from '#platform/dates.ts'
import { goodContent } from '#tests/support/practices.ts'

describe('topics', () => {
  it('hold every service and delegated power of the catalogue, each in one', () => {
    const held = TOPICS.flatMap(topic => SERVICES_OF[topic] as readonly string[])
    for (const { code } of readCatalogue().services) expect(topicOfService(code), code).toBeDefined()
    expect(new Set(held).size).toBe(held.length)
    expect(topicOfService('L04')).toBe('water')
    expect(topicOfService('L99')).toBeUndefined()
  })
})

describe('bands', () => {
  it('hold every number exactly once', () => {
    const inBand = (value: number, band: { from?: number; below?: number }) =>
      value >= (band.from ?? 0) && value < (band.below ?? Number.POSITIVE_INFINITY)
    fc.assert(
      fc.property(fc.nat({ max: 5_000_000_000 }), value => {
        const costs = COST_BAND_NAMES.filter(name => inBand(value, COST_BANDS[name]))
        const sizes = SIZE_BAND_NAMES.filter(name => inBand(value, SIZE_BANDS[name]))
        expect([costs, sizes]).toEqual([[costBandOf(value)], [sizeBandOf(value)]])
      }),
    )
    expect([costBandOf(0), costBandOf(1), costBandOf(10_000_000)]).toEqual(['free', 'under100k', 'under500k'])
  })
})

describe('a period', () => {
  it.each([
    ['2024', '2024'],
    [' 03.2024 ', '2024-03'],
    ['3/2024', '2024-03'],
    ['2024-3', '2024-03'],
    ['13.2024', undefined],
    ['0.2024', undefined],
    ['1889', undefined],
    ['март 2024', undefined],
    ['03.24', undefined],
    ['', undefined],
  ])('is read from %j as %s', (text, period) => expect(readPeriod(text)).toBe(period))

  it('is written so that it reads the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1991, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const period = `${year}-${String(month).padStart(2, '0')}`
        expect(readPeriod(writePeriod(period))).toBe(period)
        expect(readPeriod(writePeriod(String(year)))).toBe(String(year))
      }),
    )
  })

  it.each([
    ['2023', '2024', true],
    ['2024-02', '2024-03', true],
    ['2024', '2024-03', false],
    ['2024-03', '2024', false],
    ['2024-03', '2024-03', false],
    ['2025', '2024-12', false],
  ])('%s is before %s: %s', (one, other, before) => expect(isBefore(one, other)).toBe(before))
})

describe('what is handed in', () => {
  it('misses nothing where all is there', () => expect(missingIn(goodContent())).toEqual([]))

  it.each([
    ['practice.topic.missing', { topic: undefined }],
    ['practice.problem.missing', { texts: { ky: { ...goodContent().texts.ky, problem: '' } } }],
    [
      'practice.translation.partly',
      { texts: { ...goodContent().texts, en: { title: 'T', problem: '', solution: '', result: '' } } },
    ],
    ['practice.cost.missing', { cost: undefined }],
    ['practice.shares.sum', { shares: { grant: 1 } }],
    ['practice.covered.missing', { covered: undefined }],
    ['practice.from.missing', { from: undefined }],
    ['practice.to.beforeFrom', { from: '2024', to: '2023-12' }],
    ['practice.figures.missing', { figures: [] }],
    ['practice.contact.office.missing', { contact: { phone: '+996 555 00 00 00' } }],
    ['practice.contact.missing', { contact: { office: 'Финансы бөлүмү' } }],
  ] as const)('%s', (code, change) => {
    const found = missingIn({ ...goodContent(), ...(change as object) })
    expect(new Set(found.map(one => one.code))).toEqual(new Set([code]))
    for (const one of found) expect(one.path).toBeTruthy()
  })

  it('may cost nothing, and then nobody paid', () => expect(missingIn({ ...goodContent(), cost: 0, shares: {} })).toEqual([]))

  it('is read in the reader’s language where it is whole, else in Kyrgyz', () => {
    const content = goodContent()
    expect(languagesOf(content)).toEqual(['ky', 'ru'])
    expect([wordsFor(content, 'ru').lang, wordsFor(content, 'en').lang]).toEqual(['ru', 'ky'])
    expect(wordsFor({ ...NO_CONTENT, texts: { en: { title: 'a', problem: 'b', solution: 'c', result: 'd' } } }, 'ky').lang).toBe(
      'en',
    )
    expect(wordsFor(NO_CONTENT, 'ru').words.title).toBe('')
  })

  it('parts paragraphs by empty lines', () => expect(paragraphs('  Бир\nэки\n\n \nүч  ')).toEqual(['Бир\nэки', 'үч']))
})

describe('steps', () => {
  const table: readonly [Step, string, string][] = [
    ['save', 'draft', 'draft'],
    ['save', 'submitted', 'practice.withDpi'],
    ['save', 'sentBack', 'sentBack'],
    ['save', 'published', 'draft'],
    ['save', 'withdrawn', 'draft'],
    ['submit', 'draft', 'submitted'],
    ['submit', 'submitted', 'practice.notNow'],
    ['submit', 'sentBack', 'submitted'],
    ['submit', 'published', 'practice.notNow'],
    ['submit', 'withdrawn', 'practice.notNow'],
    ['sendBack', 'draft', 'practice.notNow'],
    ['sendBack', 'submitted', 'sentBack'],
    ['publish', 'draft', 'practice.notNow'],
    ['publish', 'submitted', 'published'],
    ['publish', 'sentBack', 'practice.notNow'],
    ['publish', 'published', 'practice.notNow'],
    ['withdraw', 'submitted', 'draft'],
    ['withdraw', 'published', 'withdrawn'],
    ['withdraw', 'withdrawn', 'practice.notNow'],
  ]
  it.each(table)('%s from %s: %s', (step, state, next) => {
    const after = stateAfter(step, state as 'draft')
    expect(after.ok ? after.value : after.refusals[0].code).toBe(next)
  })
})

describe('an adoption', () => {
  const shown = { isPublic: true, municipalityId: 'a' }
  const today = '2026-11-25' as IsoDate
  const adopted = (adoptedOn?: string) => ({
    municipalityId: 'b',
    state: 'adopted' as const,
    adoptedOn: adoptedOn as IsoDate | undefined,
  })
  it.each([
    ['a wish', shown, { municipalityId: 'b', state: 'wanted' as const }, undefined, 'ok'],
    ['of today', shown, adopted('2026-11-25'), 'wanted' as const, 'ok'],
    ['of tomorrow', shown, adopted('2026-11-26'), undefined, 'adoption.future'],
    ['without a day', shown, adopted(), undefined, 'adoption.date'],
    ['of its own', shown, { municipalityId: 'a', state: 'wanted' as const }, undefined, 'adoption.own'],
    ['a wish for what is done', shown, { municipalityId: 'b', state: 'wanted' as const }, 'adopted' as const, 'adoption.already'],
    ['of a draft', { ...shown, isPublic: false }, adopted('2026-11-25'), undefined, 'practice.unknown'],
  ])('%s', (_what, practice, by, before, code) => {
    const allowed = mayAdopt(practice, by, before, today)
    expect(allowed.ok ? 'ok' : allowed.refusals[0].code).toBe(code)
  })
})

describe('addresses', () => {
  it('come from the title, then with a number', () => {
    const slugs = practiceSlugs('Көчө жарыгы: күн менен иштеген 40 чырак')
    expect([slugs.next().value, slugs.next().value]).toEqual([
      'kocho-jarygy-kun-menen-ishtegen-40-chyrak',
      'kocho-jarygy-kun-menen-ishtegen-40-chyrak-2',
    ])
    expect(practiceSlugs('???').next().value).toBe('practice')
  })
  it('are never long, and always an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), title => {
        const { value } = practiceSlugs(title).next()
        expect(value).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(value.length).toBeLessThanOrEqual(60)
      }),
    )
  })
  it('carry a cursor there and back, and nothing else', () => {
    const cursor = { at: new Date(1_800_000_000_123), id: '019caa00-0000-7000-8000-000000000001' }
    expect(readCursor(writeCursor(cursor))).toEqual(cursor)
    for (const text of ['', 'x', '1', '1.', '.a', "1.a'b", '99999999999999999.a']) expect(readCursor(text)).toBeUndefined()
  })
})

describe('related practices', () => {
  it('stand by nearness in size, those without a size last', () => {
    const place = (name: string, population: number | null) => ({ name, place: { population } })
    const rows = [place('city', 200_000), { name: 'source', place: null }, place('village', 4_000), place('town', 20_000)]
    expect(closestInSize(rows, 5_000).map(one => one.name)).toEqual(['village', 'town', 'city', 'source'])
    expect(closestInSize(rows, undefined).map(one => one.name)).toEqual(['city', 'source', 'village', 'town'])
  })
})

describe('the form', () => {
  const read = (fields: Record<string, string>) => checkFields(new URLSearchParams(fields), practiceForm)
  it('takes a half-written practice', () => {
    const posted = read({
      version: '3',
      'texts.ky.title': 'Суу',
      cost: '',
      'figures.2.what.ky': 'Үйлөр',
      'figures.2.after': '640',
    })
    expect(posted).toMatchObject({
      ok: true,
      value: {
        version: 3,
        next: 'stay',
        content: { texts: { ky: { title: 'Суу', problem: '' } }, figures: [{ what: { ky: 'Үйлөр' }, after: '640' }] },
      },
    })
  })
  it('reads amounts, people and months as people write them', () => {
    const posted = read({ version: '1', cost: '1 250 000,50', 'shares.grant': '1 000', covered: '2 400', from: '03.2024' })
    expect(posted).toMatchObject({
      ok: true,
      value: { content: { cost: 125_000_050, shares: { grant: 100_000 }, covered: 2_400, from: '2024-03' } },
    })
  })
  it.each([
    ['cost', 'көп', 'money.unreadable'],
    ['cost', '-5', 'money.unreadable'],
    ['covered', 'баары', 'practice.covered.unreadable'],
    ['from', 'жаз', 'practice.period.unreadable'],
    ['contact.phone', 'чалгыла', 'practice.contact.phone.unreadable'],
    ['contact.email', 'a@', 'practice.contact.email.unreadable'],
    ['topic', 'weather', 'practice.topic.missing'],
    ['texts.ky.title', 'а'.repeat(141), 'form.tooLong'],
  ])('refuses %s %j', (path, value, code) => {
    const posted = read({ version: '1', [path]: value })
    expect(posted.ok ? [] : posted.refusals.map(one => [one.path, one.code])).toEqual([[path, code]])
  })
  it('leaves out filters that it cannot read', () =>
    expect(libraryFilters.parse({ topic: 'x', cost: 'free', size: '', oblast: "'", after: 'x' })).toEqual({ cost: 'free' }))
})
