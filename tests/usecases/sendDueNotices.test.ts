import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { sendDueNotices } from '#features/notices/sendDueNotices.ts'
import { claimNotices } from '#features/notices/store/notices.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { err } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { mailServer, readMail } from '#tests/support/mailServer.ts'
import { freePort } from '#tests/support/postgres.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const received = {
  reference: 'KG-7F3K-2Q9M',
  municipality: 'Мырза-Аке',
  trackingCode: 'A1B2-C3D4-E5F6',
  url: 'https://ashar.example/ky/feedback/KG-7F3K-2Q9M?trackingCode=A1B2C3D4E5F6',
  unsubscribe: '',
}
const queue = (app: App, to = 'aigul@example.kg', language: 'ky' | 'ru' | 'en' = 'ky') =>
  app.store.write(tx => queueNotice(app, tx, { to, language, template: 'feedbackReceived', values: received }))
const rows = (app: App) => app.store.read.select().from(notice)

describe.skipIf(engineMissing())('outgoing mail', () => {
  it("arrives in the reader's language, as plain text, and its address and values are erased", async () => {
    const server = await mailServer()
    const app = await testApp({
      env: { SMTP_URL: server.url, SITE_URL: 'https://ashar.example', MAIL_FROM: 'Ashar <no-reply@ashar.example>' },
    })
    for (const language of LANGUAGES) await queue(app, `${language}@example.kg`, language)
    expect(await sendDueNotices(app)).toEqual({ sent: 3, again: 0, failed: 0 })
    const words = { ky: 'Кабыл алынды', ru: 'Принято', en: 'Received' }
    for (const language of LANGUAGES) {
      const mail = server.mails.find(one => one.to[0] === `${language}@example.kg`)
      const { headers, text } = readMail(mail?.raw ?? '')
      expect(headers).toMatchObject({
        subject: `${words[language]}: KG-7F3K-2Q9M`,
        to: `${language}@example.kg`,
        from: 'Ashar <no-reply@ashar.example>',
        'auto-submitted': 'auto-generated',
        'message-id': expect.stringMatching(/^<[0-9a-f-]{36}@ashar\.example>$/),
      })
      expect(headers['content-type']).toContain('text/plain')
      for (const value of Object.values(received)) expect(text).toContain(value)
    }
    for (const row of await rows(app)) {
      expect(row).toMatchObject({ state: 'sent', to: null, values: {}, lastOutcome: 'taken', attempts: 1 })
      expect(row.sentAt).toBeInstanceOf(Date)
    }
  })

  it('knows every template in every language, and formats instants for Bishkek', async () => {
    const server = await mailServer()
    const app = await testApp({ env: { SMTP_URL: server.url } })
    const place = {
      reference: 'KG-7F3K-2Q9M',
      municipality: 'Ош',
      url: 'https://ashar.example/x',
      reason: 'Адамдын аты бар',
      unsubscribe: '',
    }
    const person = { name: 'Айгүл', as: 'Редактор, Ош', url: 'https://ashar.example/y', validUntil: '2026-03-02T20:30:00Z' }
    for (const language of LANGUAGES) {
      for (const template of ['feedbackPublished', 'feedbackPublishedInPart', 'feedbackNotPublished'] as const)
        await app.store.write(tx => queueNotice(app, tx, { to: 'a@b.kg', language, template, values: place }))
      for (const template of ['accountInvitation', 'accountReset', 'accountRole', 'accountChanged'] as const)
        await app.store.write(tx => queueNotice(app, tx, { to: 'a@b.kg', language, template, values: person }))
    }
    expect(await sendDueNotices(app)).toMatchObject({ sent: 21 })
    const texts = server.mails.map(one => readMail(one.raw).text)
    expect(texts.join()).not.toMatch(/[{}]|undefined|feedback[A-Z]|account[A-Z]|mail\./)
    expect(texts.filter(text => text.includes('Адамдын аты бар'))).toHaveLength(6)
    expect(texts.filter(text => text.includes('2026-жылдын 3-марты, 02:30'))).toHaveLength(2)
    expect(texts.filter(text => text.includes('3 March 2026, 02:30'))).toHaveLength(2)
  })

  it('waits out a server that is down, and one that says "later"', async () => {
    const port = await freePort()
    const clock = testClock()
    const app = await testApp({ now: clock.now, env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
    await queue(app)
    expect(await sendDueNotices(app)).toEqual({ sent: 0, again: 1, failed: 0 })
    expect(await rows(app)).toMatchObject([
      { state: 'waiting', to: 'aigul@example.kg', lastOutcome: 'unreachable', leaseHolder: null },
    ])
    expect(await sendDueNotices(app)).toEqual({ sent: 0, again: 0, failed: 0 })
    let busy = true
    const server = await mailServer({
      port,
      refuse: () => (busy ? { status: 451, text: '4.7.1 Greylisted, come back' } : undefined),
    })
    clock.pass(2 * MINUTE)
    expect(await sendDueNotices(app)).toEqual({ sent: 0, again: 1, failed: 0 })
    expect(await rows(app)).toMatchObject([{ state: 'waiting', attempts: 2, lastOutcome: '451 4.7.1' }])
    busy = false
    clock.pass(6 * MINUTE)
    expect(await sendDueNotices(app)).toEqual({ sent: 1, again: 0, failed: 0 })
    expect(server.mails).toHaveLength(1)
  })

  it('gives up at once on a mailbox that does not exist, not on a refusal that is about us', async () => {
    const server = await mailServer({
      refuse: address =>
        address.startsWith('nobody')
          ? { status: 550, text: '5.1.1 No such user' }
          : { status: 550, text: '5.7.1 Relaying denied' },
    })
    const app = await testApp({ env: { SMTP_URL: server.url } })
    await queue(app, 'nobody@example.kg')
    await queue(app, 'aigul@example.kg')
    expect(await sendDueNotices(app)).toEqual({ sent: 0, again: 1, failed: 1 })
    const [gone, kept] = (await rows(app)).sort((a, b) => a.state.localeCompare(b.state))
    expect(gone).toMatchObject({ state: 'failed', to: null, values: {}, lastOutcome: '550 5.1.1' })
    expect(kept).toMatchObject({ state: 'waiting', to: 'aigul@example.kg', lastOutcome: '550 5.7.1' })
  })

  it('erases address and values after a week without success', async () => {
    const clock = testClock()
    const app = await testApp({ now: clock.now, env: { SMTP_URL: 'smtp://127.0.0.1:9' } })
    await queue(app)
    let attempts = 0
    for (let days = 0; days < 9; days += 0.5, clock.pass(DAY / 2)) {
      const counts = await sendDueNotices(app)
      attempts += counts.again + counts.failed
    }
    expect(attempts).toBeGreaterThan(10)
    expect(await rows(app)).toMatchObject([{ state: 'failed', to: null, values: {} }])
    expect((await rows(app))[0]?.sentAt).toBeNull()
  })

  it('lets nothing of a value into the headers, and takes only one plain address', async () => {
    const server = await mailServer()
    const app = await testApp({ env: { SMTP_URL: server.url } })
    const evil = 'KG-1\r\nBcc: thief@example.com\r\n\r\nBuy'
    await app.store.write(tx =>
      queueNotice(app, tx, {
        to: 'a@b.kg',
        language: 'en',
        template: 'accountInvitation',
        values: { name: evil, as: evil, url: evil, validUntil: '2026-01-01T00:00:00Z' },
      }),
    )
    await app.store.write(tx =>
      queueNotice(app, tx, {
        to: 'a@b.kg',
        language: 'ru',
        template: 'feedbackPublished',
        values: { reference: evil, municipality: evil, url: evil, unsubscribe: '' },
      }),
    )
    expect(await sendDueNotices(app)).toMatchObject({ sent: 2 })
    for (const mail of server.mails) {
      expect(mail.to).toEqual(['a@b.kg'])
      expect(Object.keys(readMail(mail.raw).headers)).not.toContain('bcc')
      expect(readMail(mail.raw).text).not.toMatch(/^Bcc:/m)
    }
    const bad = [
      'a@b.kg, thief@example.com',
      'a@b.kg;c@d.kg',
      'A <a@b.kg>',
      'a@b.kg\r\nBcc: c@d.kg',
      'a b@c.kg',
      '@b.kg',
      'a@b',
      'a@b@c.kg',
      '',
    ]
    for (const to of bad) await expect(queue(app, to), to).rejects.toThrow()
    expect(await rows(app)).toHaveLength(2)
  })

  it('is queued with its transaction, or not at all', async () => {
    const app = await testApp()
    await app.store.write(async tx => {
      await queueNotice(app, tx, { to: 'a@b.kg', language: 'ky', template: 'feedbackReceived', values: received })
      return err('test.refused')
    })
    expect(await rows(app)).toEqual([])
  })

  it('is taken over from a server that was killed once its lease is over, with the same Message-ID', async () => {
    const server = await mailServer()
    const clock = testClock()
    const app = await testApp({ now: clock.now, env: { SMTP_URL: server.url } })
    await queue(app)
    const now = clock.now()
    await app.store.write(tx => claimNotices(tx, { now, holder: 'killed', until: new Date(now.getTime() + MINUTE), limit: 5 }))
    expect(await sendDueNotices(app)).toMatchObject({ sent: 0 })
    clock.pass(MINUTE)
    expect(await sendDueNotices(app)).toMatchObject({ sent: 1 })
    expect(server.mails[0]?.raw).toContain(`<${(await rows(app))[0]?.id}@localhost>`)
  })

  it('becomes a file where no mail server is set', async () => {
    const app = await testApp()
    await queue(app)
    expect(await sendDueNotices(app)).toMatchObject({ sent: 1 })
    const folder = join(app.config.dataDir, 'mail')
    const [file = ''] = readdirSync(folder)
    expect(readFileSync(join(folder, file), 'utf8')).toContain('To: aigul@example.kg')
  })
})
