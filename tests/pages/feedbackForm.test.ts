import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
const FORM = '/ky/m/ala-buka/feedback'
const at = (step: string, from = '') => `${FORM}?step=${step}${from}`
type Browser = ReturnType<typeof jar>
type Fields = Record<string, string>

/** Posts one page and answers where it leads to. */
const answer = async (browser: Browser, step: string, fields: Fields, from = '') => {
  const response = await browser.post(at(step, from), fields)
  expect([step, response.status]).toEqual([step, 303])
  return response.headers.get('location') ?? ''
}

const WORD: readonly [string, Fields][] = [
  ['about', { about: 'service' }],
  ['which', { which: 'L04' }],
  ['kind', { kind: 'complaint' }],
  ['ratings', { 'ratings.Q1': '2', 'ratings.Q3': '' }],
  ['words', { text: 'Суу күнүнө\r\nэки саат келет <b>', publish: 'yes' }],
  ['where', { address: 'Ленин көчөсү 4' }],
  ['you', { ageBand: '35-44', sex: '' }],
  ['contact', { email: 'resident@example.kg', share: 'no' }],
]
const fill = async (browser: Browser, until?: string) => {
  for (const [step, fields] of WORD) {
    if (step === until) return
    await answer(browser, step, fields)
  }
}
/** Sends from the check; a form filled by a program is asked to look again once. */
const press = async (browser: Browser) => {
  const first = await browser.post(at('check'), {})
  return first.status === 422 ? browser.post(at('check'), {}) : first
}

describe.skipIf(engineMissing())('the form, without JavaScript', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('leads page by page to a reference, keeps answers for the back button, and sends once', async () => {
    const browser = jar(server.url)
    const first = await browser.get(FORM)
    const html = await first.text()
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(html).toContain('Эмне жөнүндө айткыңыз келет?')
    expect(html).toContain('lang="ky"')
    const places: string[] = []
    for (const [step, fields] of WORD) places.push(await answer(browser, step, fields))
    expect(places.map(place => new URL(place, server.url).searchParams.get('step'))).toEqual([
      'which',
      'kind',
      'ratings',
      'words',
      'where',
      'you',
      'contact',
      'check',
    ])
    const back = await (await browser.get(at('words'))).text()
    expect(back).toContain('экі саат келет &lt;b&gt;'.replace('экі', 'эки'))
    const check = await (await browser.get(at('check'))).text()
    for (const shown of ['Даттануу', 'Жеткиликтүүлүк: 2', 'resident@example.kg', 'Муниципалитетке жана ӨСИге жөнөтүү', '35–44'])
      expect(check).toContain(shown)

    const sent = await press(browser)
    expect(sent.status).toBe(303)
    const location = sent.headers.get('location') ?? ''
    expect(location).toMatch(
      /^\/ky\/feedback\/KG-[0-9A-Z]{4}-[0-9A-Z]{4}\?trackingCode=[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}&sent=/,
    )
    expect((await browser.post(at('check'), {})).headers.get('location')).toBe(location)

    const page = await browser.get(location)
    const text = await page.text()
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'same-origin'])
    expect(text).toContain('Кайрылууңуз кабыл алынды')
    expect(text).toMatch(/<svg[^>]*viewBox/)
    expect(text).not.toMatch(/style="/)
    expect(text).toContain('noindex')
  })

  it('promises what the portal does: who reads it, by when it is answered, no official appeal', async () => {
    const browser = jar(server.url)
    await fill(browser, 'where')
    for (const step of ['where', 'you', 'contact']) await answer(browser, step, {})
    const check = (lang: string) => browser.get(`/${lang}/m/ala-buka/feedback?step=check`).then(page => page.text())
    const [ru, en] = [await check('ru'), await check('en')]
    expect(ru).toContain('Отправить в муниципалитет и ИПР')
    expect(ru).toContain('Имени и контактов муниципалитет не видит')
    expect(ru).toMatch(/Не указано/)
    expect(ru).not.toMatch(/<p class="typed-text">Нет<\/p>/)
    expect(en).toContain('Once DPI has checked and published it, everybody sees it')
    // The link that changes an answer stands in its heading, once for each row.
    expect(ru.match(/<dt class="check-head">[^<]*<a /g)?.length).toBe(ru.match(/class="check-head"/g)?.length)
    const ids = [...ru.matchAll(/ id="(field-\w+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)

    const sent = (await press(browser)).headers.get('location')?.replace('/ky/', '/en/') ?? ''
    const page = await (await browser.get(sent)).text()
    for (const shown of [
      'Received today and passed on to the municipality and DPI',
      'This is not an official appeal',
      '14 working days',
      'to be confirmed',
      'The address of this page holds the code too',
    ])
      // prettier-ignore
      expect(page).toContain(shown)
    expect(page).not.toMatch(/[Rr]egistered|can be expected|not shown again/)
    // Without its script the button does nothing: it shows only once the script runs.
    expect(page).toMatch(/<button[^>]*data-print[^>]* hidden/)
    for (const lang of ['ky', 'ru', 'en']) {
      const about = await (await browser.get(`/${lang}/about`)).text()
      expect(about).toMatch(
        /расмий кайрылууну каттоо системасы эмес|не система регистрации официальных|not the register of official appeals/,
      )
      expect(about).toMatch(/дарегин муниципалитет көрбөйт|контактов автора муниципалитет не видит|neither the author’s name/)
    }
  })

  it('says what is to be mended in the page’s language, with what was typed, and stores nothing', async () => {
    for (const [lang, words] of [
      ['ky', 'Почтаны мындай жазыңыз'],
      ['ru', 'Напишите почту так'],
      ['en', 'Write the e-mail like this'],
    ]) {
      const browser = jar(server.url)
      await fill(browser, 'contact')
      const wrong = await browser.post(`/${lang}/m/ala-buka/feedback?step=contact`, {
        email: 'nobody',
        phone: '12',
        name: 'Айгүл',
      })
      const html = await wrong.text()
      expect(wrong.status).toBe(422)
      for (const shown of [words ?? '', 'value="nobody"', 'value="Айгүл"', 'href="#field-email"', 'aria-invalid="true"'])
        expect(html).toContain(shown)
    }
  })

  it('never shows a page before its turn, and comes back to the check from a change', async () => {
    const browser = jar(server.url)
    expect((await browser.get(at('check'))).headers.get('location')).toContain('step=about')
    await fill(browser, 'where')
    expect((await browser.get(at('check'))).headers.get('location')).toContain('step=where')
    await answer(browser, 'where', {})
    await answer(browser, 'you', {})
    await answer(browser, 'contact', {})
    expect(await answer(browser, 'kind', { kind: 'question' }, '&from=check')).toContain('step=check')
    // Another subject asks again for what depends on it, and only for that.
    expect(await answer(browser, 'about', { about: 'delegatedPower' }, '&from=check')).toContain('step=which&from=check')
    expect(await answer(browser, 'which', { which: 'D04' }, '&from=check')).toContain('step=ratings&from=check')
    expect(await answer(browser, 'ratings', {}, '&from=check')).toContain('step=check')
    const sent = await press(browser)
    expect(await (await browser.get(sent.headers.get('location') ?? '')).text()).toContain(
      'Аз камсыз болгон үй-бүлөлөрдүн паспорту',
    )
  })

  it('asks only for ratings where nothing else is given', async () => {
    const browser = jar(server.url)
    await answer(browser, 'about', { about: 'service' })
    await answer(browser, 'which', { which: 'L14' })
    await answer(browser, 'kind', { kind: 'rating' })
    const none = await browser.post(at('ratings'), { 'ratings.Q1': '' })
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Жок дегенде бир суроого баа коюңуз')])
    expect(await answer(browser, 'ratings', { 'ratings.Q1': '5' })).toContain('step=where')
  })

  it('catches programs: a filled trap is never sent, a very fast sender looks again, words stay', async () => {
    const browser = jar(server.url)
    await fill(browser)
    for (let n = 0; n < 2; n += 1) {
      const trapped = await browser.post(at('check'), { website: 'https://spam.example' })
      expect([trapped.status, await trapped.text()]).toEqual([422, expect.stringContaining('Суу күнүнө')])
    }
    expect((await browser.post(at('check'), {})).status).toBe(303)
  })

  it('starts again with what was typed where the draft is gone', async () => {
    const browser = jar(server.url)
    await fill(browser, 'words')
    browser.cookies.clear()
    const place = await answer(browser, 'words', { text: 'Сакталсын', publish: 'no' })
    expect(place).toContain('step=about&over=1')
    expect(await (await browser.get(place)).text()).toContain('Форманын мөөнөтү өттү')
    for (const [step, fields] of WORD.slice(0, 4)) await answer(browser, step, fields)
    expect(await (await browser.get(at('words'))).text()).toContain('Сакталсын')
  })

  it('knows no such place, and speaks Russian and English', async () => {
    const browser = jar(server.url)
    expect((await browser.get('/ky/m/no-such-place/feedback')).status).toBe(404)
    expect(await (await browser.get('/ru/m/karakol/feedback')).text()).toContain('О чём вы хотите сказать?')
    expect(await (await browser.get('/en/m/karakol/feedback')).text()).toContain('What is it about?')
  })
})

describe.skipIf(engineMissing())('the page of a reference', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('is found however it is typed, says when one character is wrong, and never which of both', async () => {
    const browser = jar(server.url)
    await fill(browser)
    const location = (await press(browser)).headers.get('location') ?? ''
    const [, reference = '', code = ''] = /feedback\/(KG-[\w-]+)\?trackingCode=([\w-]+)/.exec(location) ?? []
    const typed = encodeURIComponent(reference.toLowerCase().replaceAll('-', ' '))
    expect((await browser.get(`/ru/feedback?reference=${typed}`)).headers.get('location')).toBe(`/ru/feedback/${reference}`)
    expect((await browser.get(`/ru/feedback?reference=${typed}&trackingCode=${code}`)).headers.get('location')).toBe(
      `/ru/feedback/${reference}?trackingCode=${code}`,
    )
    const open = await browser.get(`/ru/feedback/${reference}`)
    const everybody = await open.text()
    expect(open.status).toBe(200)
    expect(everybody).toContain('Модератор ещё не прочёл')
    for (const hidden of ['Суу күнүнө', 'Ленин', 'resident@', code]) expect(everybody).not.toContain(hidden)
    const slip = `${reference.slice(0, -1)}${reference.endsWith('7') ? '8' : '7'}`
    const oneWrong = await browser.get(`/ru/feedback?reference=${slip}`)
    expect([oneWrong.status, await oneWrong.text()]).toEqual([422, expect.stringContaining('В номере есть неверный знак')])
    const wrongCode = await browser.get(`/ru/feedback/${reference}?trackingCode=0000-0000-0000`)
    expect([wrongCode.status, await wrongCode.text()]).toEqual([404, expect.stringContaining('Такого номера нет или код')])

    const unsure = await browser.post(`/ru/feedback/${reference}?trackingCode=${code}`, {})
    expect([unsure.status, await unsure.text()]).toEqual([422, expect.stringContaining('Чтобы отозвать, поставьте отметку')])
    expect((await browser.post(`/ru/feedback/${reference}?trackingCode=0000`, { 'confirm[]': 'yes' })).status).toBe(404)
    const taken = await browser.post(`/ru/feedback/${reference}?trackingCode=${code}`, { 'confirm[]': 'yes' })
    expect(taken.status).toBe(303)
    const after = await (await browser.get(taken.headers.get('location') ?? '')).text()
    expect(after).toContain('Отозвано автором')
    expect(after).not.toContain('Суу күнүнө')
    expect(await (await browser.get(`/ru/feedback/${reference}`)).text()).toContain('Отозвано автором')
  })
})
