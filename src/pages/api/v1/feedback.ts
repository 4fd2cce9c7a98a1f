import type { APIRoute } from 'astro'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import { flood } from '#features/feedback/flood.ts'
import { submitFeedback } from '#features/feedback/submitFeedback.ts'
import { words } from '#features/feedback/words.ts'
import { problemErrors, problemResponse, titleOf } from '#platform/http/problem.ts'
import { readJson } from '#platform/http/readJson.ts'
import { negotiateLang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { proposalSubject } from '#src/overview/proposalSubject.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Takes in a resident's word from another program; `Idempotency-Key` makes a repeat answer as the first time. */
export const POST: APIRoute = async ({ request, locals }) => {
  const { app, viewer, lang, sender } = locals
  const refused = (status: number, refusals: readonly Refusal[], headers: Record<string, string> = {}) => {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return problemResponse({ status, title: titleOf(errors), errors, headers: { 'Content-Language': lang, ...headers } })
  }
  const key = request.headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key))
    return refused(422, [{ code: 'idempotency.key', path: 'Idempotency-Key' }])
  const body = await readJson(request, feedbackInput)
  if (!body.ok) return refused(body.status, body.refusals)
  // Only what would be stored counts against the sender: a program that still learns the format is not shut out.
  const wait = await flood.sendApi.take(sender)
  if (wait) return refused(429, [{ code: 'flood.wait', values: { seconds: wait } }], { 'Retry-After': String(wait) })
  const sent = await submitFeedback(app, viewer, body.value, {
    channel: 'api',
    findAbove: proposalSubject(app),
    // Of a word that does not say its language, not of the answer.
    language: negotiateLang(undefined, request.headers.get('accept-language')),
    repeatable: key === null ? undefined : { key: `api:${key}`, body: Buffer.from(body.bytes).toString('base64') },
  })
  if (!sent.ok) return refused(422, sent.refusals)
  // No CORS here: pages of other sites read the API, they do not write to it.
  return Response.json(sent.value, { status: 201, headers: { Location: sent.value.url, 'Cache-Control': 'no-store' } })
}
