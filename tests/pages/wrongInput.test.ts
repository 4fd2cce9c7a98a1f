import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '#db/open.ts'
import { delivery } from '#db/schema/delivery.ts'
import { feedback, feedbackContact, feedbackEvent, feedbackRating, feedbackTotal, idempotentAnswer } from '#db/schema/feedback.ts'
import { notice } from '#db/schema/notices.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { engineMissing } from '#tests/support/app.ts'
import { ALA_BUKA, goodWord } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
const LETTERS = { ky: /[а-яңөү]/, ru: /[а-я]/, en: /[a-z]/ }
type Lang = keyof typeof LETTERS
const LANGS = ['ky', 'ru', 'en'] as const

const TABLES = [
  feedback,
  feedbackContact,
  feedbackEvent,
  feedbackRating,
  feedbackTotal,
  idempotentAnswer,
  delivery,
  notice,
  auditEntry,
]
async function stored(): Promise<number[]> {
  const store = openStore({ databaseUrl: server.env.DATABASE_URL ?? '' })
  try {
    return await Promise.all(TABLES.map(async table => (await store.read.select().from(table)).length))
  } finally {
    await store.close()
  }
}

const word = goodWord(ALA_BUKA)
const without = (key: string) => Object.fromEntries(Object.entries(word).filter(([name]) => name !== key))
const long = (length: number) => 'ө'.repeat(length)
/** What is sent, and the path and code that must come back. */
const TABLE: readonly (readonly [unknown, string, string])[] = [
  [null, '', 'form.invalid'],
  [[], '', 'form.invalid'],
  ['text', '', 'form.invalid'],
  [42, '', 'form.invalid'],
  [true, '', 'form.invalid'],
  [{}, 'kind', 'kind.unknown'],
  [without('kind'), 'kind', 'kind.unknown'],
  [without('municipality'), 'municipality', 'form.required'],
  [without('subject'), 'subject', 'form.required'],
  [without('consent'), 'consent', 'form.required'],
  [without('service'), 'service', 'service.required'],
  [without('text'), 'text', 'text.required'],
  ...['', 'Comment', 'KIND', 0, null, {}, []].map(kind => [{ ...word, kind }, 'kind', 'kind.unknown'] as const),
  ...['no-such', '99999999999999', '../etc', 'a b', '', 'ж', 'x'.repeat(65), '\u0000', "'; DROP TABLE feedback; --"].map(
    municipality => [{ ...word, municipality }, 'municipality', 'municipality.unknown'] as const,
  ),
  ...[0, null, {}, []].map(municipality => [{ ...word, municipality }, 'municipality', 'form.invalid'] as const),
  ...['', 'Budget', 'line', 1, null].map(type => [{ ...word, subject: { type } }, 'subject.type', 'subject.type'] as const),
  [{ ...word, subject: {} }, 'subject.type', 'subject.type'],
  [{ ...word, subject: 'service' }, 'subject', 'form.invalid'],
  [{ ...word, subject: { type: 'service', more: 1 } }, 'subject', 'form.unknownField'],
  [{ ...word, subject: { type: 'service', id: 'L05' } }, 'service', 'service.mismatch'],
  [{ ...word, subject: { type: 'service', id: '%00' } }, 'subject.id', 'subject.unknown'],
  ...(['budget', 'budgetLine', 'report', 'hearing'] as const).flatMap(
    type =>
      [
        [{ ...word, subject: { type } }, 'subject.id', 'subject.idRequired'],
        [{ ...word, subject: { type, id: 'nothing' } }, 'subject.id', 'subject.unknown'],
        [{ ...word, subject: { type, id: '01890000-0000-7000-8000-000000000000' } }, 'subject.id', 'subject.unknown'],
      ] as const,
  ),
  [{ ...word, subject: { type: 'general', id: 'x' } }, 'subject.id', 'subject.unknown'],
  [{ ...word, subject: { type: 'delegatedPower' } }, 'service', 'service.group'],
  [{ ...word, service: 'D01' }, 'service', 'service.group'],
  ...['L25', 'L00', 'D11', 'D99'].map(service => [{ ...word, service }, 'service', 'service.unknown'] as const),
  ...['l04', 'L4', '', 'L04 ', 'Q1'].map(service => [{ ...word, service }, 'service', 'service.unknown'] as const),
  [{ ...word, service: 4 }, 'service', 'form.invalid'],
  ...[0, 6, -1, 1.5, 1e9, '5', null, true, [], {}].map(
    Q1 => [{ ...word, ratings: { Q1 } }, 'ratings.Q1', 'ratings.scale'] as const,
  ),
  ...['Q9', 'Q10', 'q1', '', 'toString', 'mean'].map(
    code => [{ ...word, ratings: { [code]: 3 } }, `ratings.${code}`, 'ratings.criterion'] as const,
  ),
  [{ ...word, ratings: 5 }, 'ratings', 'form.invalid'],
  [{ ...word, ratings: [1, 2] }, 'ratings', 'form.invalid'],
  [{ ...word, kind: 'rating', ratings: {} }, 'ratings', 'ratings.required'],
  [{ ...word, kind: 'rating', ratings: undefined }, 'ratings', 'ratings.required'],
  [{ ...without('service'), subject: { type: 'general' } }, 'ratings', 'ratings.needService'],
  [{ ...word, text: long(4001) }, 'text', 'form.tooLong'],
  ...['', '   ', '\n\t', '\u0000\u0001'].map(text => [{ ...word, text }, 'text', 'text.required'] as const),
  ...[1, null, {}, ['a']].map(text => [{ ...word, text }, 'text', 'form.invalid'] as const),
  ...['kg', 'KY', 'de', '', 1, null].map(language => [{ ...word, language }, 'language', 'language.unknown'] as const),
  [{ ...word, place: 'here' }, 'place', 'form.invalid'],
  [{ ...word, place: { village: long(121) } }, 'place.village', 'form.tooLong'],
  [{ ...word, place: { address: long(301) } }, 'place.address', 'form.tooLong'],
  [{ ...word, place: { lat: 41 } }, 'place.lat', 'place.coordinates'],
  [{ ...word, place: { lon: 71 } }, 'place.lat', 'place.coordinates'],
  [{ ...word, place: { lat: '41', lon: 71 } }, 'place.lat', 'place.coordinates'],
  [{ ...word, place: { lat: 90, lon: 71 } }, 'place.lat', 'place.outside'],
  [{ ...word, place: { lat: 41, lon: -71 } }, 'place.lon', 'place.outside'],
  [{ ...word, place: { street: 'x' } }, 'place', 'form.unknownField'],
  ...['17', '18-25', 35, null, ''].map(
    ageBand => [{ ...word, respondent: { ageBand } }, 'respondent.ageBand', 'respondent.ageBand'] as const,
  ),
  ...['F', 'other!', 1, ''].map(sex => [{ ...word, respondent: { sex } }, 'respondent.sex', 'respondent.sex'] as const),
  [{ ...word, respondent: { village: long(121) } }, 'respondent.village', 'form.tooLong'],
  [{ ...word, respondent: { name: 'x' } }, 'respondent', 'form.unknownField'],
  ...[
    'nobody',
    'a@b',
    'a b@example.kg',
    '@example.kg',
    'a@example.kg,b@example.kg',
    'a@example.kg\nBcc: b@example.kg',
    'Имя <a@b.kg>',
  ].map(email => [{ ...word, contact: { email } }, 'contact.email', 'contact.email'] as const),
  [{ ...word, contact: { email: `${'a'.repeat(250)}@example.kg` } }, 'contact.email', 'form.tooLong'],
  ...['12', 'phone', '++996', '+996 700 12345678901234567', '0700<script>'].map(
    phone => [{ ...word, contact: { phone } }, 'contact.phone', 'contact.phone'] as const,
  ),
  [{ ...word, contact: { phone: 996700123456 } }, 'contact.phone', 'form.invalid'],
  [{ ...word, contact: { name: long(121) } }, 'contact.name', 'form.tooLong'],
  [{ ...word, contact: { telegram: '@x' } }, 'contact', 'form.unknownField'],
  ...['yes', 1, 'true', null].flatMap(
    value =>
      [
        [{ ...word, consent: { publish: value, shareContact: false } }, 'consent.publish', 'form.invalid'],
        [{ ...word, consent: { publish: true, shareContact: value } }, 'consent.shareContact', 'form.invalid'],
      ] as const,
  ),
  [{ ...word, consent: {} }, 'consent.publish', 'form.required'],
  [{ ...word, consent: { publish: true } }, 'consent.shareContact', 'form.required'],
  [{ ...word, consent: true }, 'consent', 'form.invalid'],
  [{ ...word, consent: { ...word.consent, newsletter: true } }, 'consent', 'form.unknownField'],
  ...['reference', 'status', 'isDemo', 'channel', 'moderation', 'id', 'constructor', 'isAdmin'].map(
    field => [{ ...word, [field]: 'x' }, '', 'form.unknownField'] as const,
  ),
]

interface Told {
  status: number
  errors: { path: string; code: string; message: string }[]
}
const send = async (body: string, lang: Lang): Promise<Told> => {
  const response = await fetch(`${server.url}/api/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': lang },
    body,
  })
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  return { status: response.status, errors: ((await response.json()) as Told).errors }
}

/** Pages of the form with answers they must refuse, and the field that the summary leads to. */
const PAGES: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['about', {}, 'field-about'],
  ...['', 'report', 'hearing', 'x', '__proto__'].map(about => ['about', { about }, 'field-about'] as const),
  ['about', { about: 'budgetLine' }, 'field-about'],
  ['about', { about: 'budgetLine', line: '../x' }, 'field-line'],
  ['which', {}, 'field-which'],
  ...['', 'a b', 'x'.repeat(65), '<b>', '\u0000'].map(which => ['which', { which }, 'field-which'] as const),
  ['kind', {}, 'field-kind'],
  ...['', 'Rating', 'other', '1'].map(kind => ['kind', { kind }, 'field-kind'] as const),
  ...['0', '6', '-1', '1.5', 'a', '٣', '1e0', ' 1'].map(
    score => ['ratings', { 'ratings.Q1': score }, 'field-ratings-Q1'] as const,
  ),
  ['words', { publish: 'yes' }, 'field-text'],
  ['words', { text: ' \n ', publish: 'yes' }, 'field-text'],
  ['words', { text: long(4001), publish: 'yes' }, 'field-text'],
  ['words', { text: 'a' }, 'field-publish'],
  ...['', 'true', '1', 'maybe'].map(publish => ['words', { text: 'a', publish }, 'field-publish'] as const),
  ['where', { village: long(121) }, 'field-village'],
  ['where', { villageOther: long(121) }, 'field-villageOther'],
  ['where', { address: long(301) }, 'field-address'],
  ...['17', 'x', '18-25'].map(ageBand => ['you', { ageBand }, 'field-ageBand'] as const),
  ...['f', 'x'].map(sex => ['you', { sex }, 'field-sex'] as const),
  ['you', { homeVillage: long(121) }, 'field-homeVillage'],
  ...['nobody', 'a@b', 'a@b.kg,c@d.kg', 'a@b.kg\r\nBcc: c@d.kg'].map(
    email => ['contact', { email, share: 'no' }, 'field-email'] as const,
  ),
  ...['1', 'abc', '0700<b>'].map(phone => ['contact', { phone, share: 'no' }, 'field-phone'] as const),
  ['contact', { name: long(121), share: 'no' }, 'field-name'],
  ['contact', { email: 'a@example.kg' }, 'field-share'],
  ['contact', { email: 'a@example.kg', share: 'maybe' }, 'field-share'],
]

describe.skipIf(engineMissing())('wrong input', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('makes up 300 cases and more, beside those that are drawn', () =>
    expect(TABLE.length + PAGES.length * LANGS.length).toBeGreaterThan(300))

  it('is refused by the API with path, code and words in the language asked for, and nothing is stored', async () => {
    const before = await stored()
    for (const [at, [body, path, code]] of TABLE.entries()) {
      const lang = LANGS[at % 3] ?? 'ky'
      const told = await send(JSON.stringify(body), lang)
      const label = `${JSON.stringify(body)?.slice(0, 120)} → ${JSON.stringify(told.errors)}`
      expect(told.status, label).toBe(422)
      expect(told.errors, label).toContainEqual({ path, code, message: expect.stringMatching(LETTERS[lang]) })
      for (const error of told.errors) expect(error.message, label).not.toBe(error.code)
    }
    expect(await stored()).toEqual(before)
  })

  it('whatever it is, never makes the API fail', async () => {
    const before = await stored()
    const key = fc.constantFrom(
      'kind',
      'municipality',
      'subject',
      'service',
      'ratings',
      'language',
      'place',
      'respondent',
      'contact',
      'consent',
    )
    const broken = fc
      .tuple(key, fc.jsonValue())
      .map(([name, value]) => JSON.stringify({ ...word, text: undefined, [name]: value }))
    const junk = fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' }), broken)
    await fc.assert(
      fc.asyncProperty(junk, async body => {
        const told = await send(body, 'en')
        expect([400, 422]).toContain(told.status)
        expect(told.errors.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
    expect(await stored()).toEqual(before)
  })

  it('is refused by each page of the form in three languages, with a link to the field, and nothing is stored', async () => {
    const before = await stored()
    for (const lang of LANGS) {
      const browser = jar(server.url)
      for (const [step, fields] of [
        ['about', { about: 'service' }],
        ['which', { which: 'L04' }],
        ['kind', { kind: 'complaint' }],
      ] as const)
        expect((await browser.post(`/${lang}/m/ala-buka/feedback?step=${step}`, fields)).status).toBe(303)
      for (const [step, fields, field] of PAGES) {
        const response = await browser.post(`/${lang}/m/ala-buka/feedback?step=${step}`, fields)
        const html = await response.text()
        const label = `${lang} ${step} ${JSON.stringify(fields).slice(0, 100)}`
        expect(response.status, label).toBe(422)
        expect(html, label).toContain(`href="#${field}"`)
        expect(html, label).not.toMatch(/>(kind|subject|ratings|text|consent|contact|form)\.[a-zA-Z]+</)
      }
    }
    expect(await stored()).toEqual(before)
  })

  it('of other kinds than a form is refused as well', async () => {
    const before = await stored()
    const post = (body: BodyInit, type: string) =>
      fetch(`${server.url}/ky/m/ala-buka/feedback?step=about`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': type, origin: server.url },
        body,
      })
    for (const [body, type] of [
      ['{"about":"service"}', 'application/json'],
      ['about', 'text/plain'],
      ['--x\r\nbroken', 'multipart/form-data; boundary=y'],
      [`about=${'x'.repeat(300_000)}`, 'application/x-www-form-urlencoded'],
      [new Uint8Array([0xff, 0xfe, 0x00]), 'application/x-www-form-urlencoded'],
      ['about=%E0%A4%A', 'application/x-www-form-urlencoded'],
    ] as const)
      expect((await post(body, type)).status).toBe(422)
    for (const path of ['/ky/feedback?reference=%00', '/ky/feedback?reference=', `/ky/feedback?reference=${'9'.repeat(500)}`])
      expect((await fetch(server.url + path)).status).toBe(422)
    for (const path of [
      '/ky/feedback/x',
      '/ky/m/x%27/feedback',
      `/ky/m/${'x'.repeat(300)}/feedback`,
      '/ky/m/ж/feedback?step=%00',
    ])
      expect((await fetch(server.url + path)).status).toBe(404)
    expect((await fetch(`${server.url}/ky/m/ala-buka/feedback?step=nonsense&about=x&id=%00&from=y`)).status).toBe(200)
    expect(await stored()).toEqual(before)
  })
})
