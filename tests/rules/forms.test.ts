import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkFields, MOST_FORM_BYTES, readForm } from '#platform/forms/readForm.ts'

const schema = z.object({
  text: z.string().trim().min(1, 'comment.required').max(20),
  note: z.string().optional(),
  ratings: z.record(z.string(), z.coerce.number().int().min(1).max(5)).optional(),
  tags: z.array(z.string()).optional(),
})
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

describe('a posted form', () => {
  it('is read with paths and lists; empty fields are left out; line ends and hidden characters are made plain', async () => {
    const posted = await readForm(
      post('text=%20a%0D%0Ab%00%07%20&note=&ratings.Q1=4&ratings.Q2=&tags[]=x&tags[]=&tags[]=y', FORM),
      schema,
    )
    expect(posted.ok && posted.value).toEqual({ text: 'a\nb', ratings: { Q1: 4 }, tags: ['x', 'y'] })
  })

  it('keeps what was typed when it is refused, with a code and a path for each fault', async () => {
    const posted = await readForm(post('text=&note=hello&ratings.Q1=9', FORM), schema)
    expect(posted.ok).toBe(false)
    expect(posted.typed.get('note')).toBe('hello')
    expect(posted.typed.get('ratings.Q1')).toBe('9')
    expect(posted.refusals.map(({ code, path }) => [code, path])).toEqual([
      ['form.required', 'text'],
      ['form.tooLong', 'ratings.Q1'],
    ])
  })

  it('reaches no prototype, and nests no deeper than a form of ours', () => {
    const fields = new URLSearchParams(
      'text=a&__proto__.polluted=1&constructor.prototype.polluted=1&a.b.c.d.e.f=1&.=1&ratings.__proto__=1',
    )
    const read = checkFields(fields, z.record(z.string(), z.unknown()))
    expect(read.ok && Object.keys(read.value)).toEqual(['text'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('is refused when it is none, or too large, whether or not its length is told', async () => {
    const code = async (request: Request) => (await readForm(request, schema)).refusals[0]?.code
    expect(await code(post('{}', { 'Content-Type': 'application/json' }))).toBe('form.unreadable')
    expect(await code(post('--x\r\nbroken', { 'Content-Type': 'multipart/form-data; boundary=y' }))).toBe('form.unreadable')
    expect(await code(post('text='.padEnd(MOST_FORM_BYTES + 1, 'x'), FORM))).toBe('form.tooLarge')
    const endless = new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(65_536).fill(97)) })
    expect(await code(post(endless, FORM))).toBe('form.tooLarge')
  })

  it('with very many fields of one name is read in no time', async () => {
    const started = performance.now()
    await readForm(post('a=1&'.repeat(60_000), FORM), schema)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
