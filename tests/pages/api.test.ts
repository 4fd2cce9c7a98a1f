import { readdirSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema?: object }> }> }>>
  components?: object
}

/** Routes by their files, as OpenAPI writes paths. */
const routes = readdirSync('src/pages/api/v1', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && file !== 'openapi.json.ts')
  .map(
    file =>
      `/api/v1/${file
        .replaceAll('\\', '/')
        .replace(/\.ts$/, '')
        .replace(/(^|\/)index$/, '')
        .replaceAll('[', '{')
        .replaceAll(']', '}')}`,
  )

describe.skipIf(engineMissing())('the description of the API', () => {
  let server: Server
  let described: Described
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(server.url + path, { headers })
    return { status: answer.status, body: (await answer.json()) as never, headers: answer.headers }
  }
  /** Faults of an answer against what is described for it. */
  const faults = (path: string, method: string, status: number, mediaType: string, body: unknown): unknown => {
    const schema = described.paths[path]?.[method]?.responses[status]?.content?.[mediaType]?.schema
    if (!schema) return `${method} ${path} ${status} ${mediaType} is not described`
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    ;(addFormats as unknown as (one: Ajv2020) => void)(ajv)
    return ajv.validate({ ...schema, components: described.components }, body) ? [] : ajv.errors
  }

  beforeAll(async () => {
    server = await startServer({ DPI_PULL_TOKEN: 'a-token-of-the-test-suite' })
    described = (await get('/api/v1/openapi.json')).body
  })
  afterAll(() => server.stop())

  it('is OpenAPI 3.1, open to pages elsewhere', async () => {
    const { body, headers } = await get('/api/v1/openapi.json')
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Ashar' } })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('etag')).toBeTruthy()
  })

  it('knows every route, and only routes that are there', () => {
    const bare = (path: string) => path.replace(/\{[^}]+\}/g, '{}')
    expect(Object.keys(described.paths).map(bare).sort()).toEqual(routes.map(bare).sort())
  })

  it('says what is really answered', async () => {
    const json = 'application/json'
    const problem = 'application/problem+json'
    const list = await get('/api/v1/municipalities?limit=3')
    expect(faults('/api/v1/municipalities', 'get', 200, json, list.body)).toEqual([])
    const { items } = list.body as { items: { id: string }[] }
    const id = items[0]?.id ?? ''
    expect(faults('/api/v1/municipalities/{id}', 'get', 200, json, (await get(`/api/v1/municipalities/${id}`)).body)).toEqual([])
    const search = '/api/v1/search'
    expect(faults(search, 'get', 200, json, (await get(`${search}?q=суу`)).body)).toEqual([])
    expect(faults(search, 'get', 422, problem, (await get(search)).body)).toEqual([])
    expect(faults('/api/v1/municipalities', 'get', 422, problem, (await get('/api/v1/municipalities?limit=0')).body)).toEqual([])
    expect(faults('/api/v1/services', 'get', 200, json, (await get('/api/v1/services')).body)).toEqual([])

    const post = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/api/v1/feedback`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': json, ...headers },
      })
    const word = {
      ...{ kind: 'rating', municipality: id, subject: { type: 'service', id: 'L04' }, service: 'L04', ratings: { Q1: 4 } },
      ...{ text: 'Жарык жок', language: 'ky', consent: { publish: true, shareContact: false } },
    }
    const sent = await post(word)
    expect(sent.status).toBe(201)
    const answer = (await sent.json()) as { reference: string; trackingCode: string }
    expect(faults('/api/v1/feedback', 'post', 201, json, answer)).toEqual([])
    const thread = await get(`/api/v1/feedback/${answer.reference}?trackingCode=${answer.trackingCode}`)
    expect(faults('/api/v1/feedback/{reference}', 'get', 200, json, thread.body)).toEqual([])
    expect(thread.body).toHaveProperty('text', 'Жарык жок')
    const open = await get(`/api/v1/feedback/${answer.reference}`)
    expect(faults('/api/v1/feedback/{reference}', 'get', 200, json, open.body)).toEqual([])
    expect(open.body).not.toHaveProperty('text')
    const wrong = await post({ ...word, kind: 'shout', consent: {} })
    expect(wrong.status).toBe(422)
    expect(faults('/api/v1/feedback', 'post', 422, problem, await wrong.json())).toEqual([])
    expect(
      faults('/api/v1/feedback/{reference}', 'get', 404, problem, (await get('/api/v1/feedback/KG-0000-0000')).body),
    ).toEqual([])

    const bearer = { Authorization: 'Bearer a-token-of-the-test-suite' }
    const feed = await get('/api/v1/deliveries/feedback', bearer)
    expect(faults('/api/v1/deliveries/feedback', 'get', 200, json, feed.body)).toEqual([])
    expect(faults('/api/v1/deliveries/feedback', 'get', 401, problem, (await get('/api/v1/deliveries/feedback')).body)).toEqual(
      [],
    )
  })

  it('is there to read in three languages', async () => {
    for (const lang of ['ky', 'ru', 'en']) {
      const answer = await fetch(`${server.url}/${lang}/api`)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('/api/v1/feedback/{reference}')
    }
  })
})
