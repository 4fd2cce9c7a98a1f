import { defineMiddleware } from 'astro:middleware'
import { readViewer } from '#features/identity/readViewer.ts'
import { keepsForms } from '#features/identity/rules/keptForm.ts'
import { VISITOR } from '#features/identity/rules/viewer.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import { forgetSentAgain, keepAndSignIn } from '#features/identity/views/keptForms.ts'
import { comesFromOurPages, isOneClick } from '#platform/http/origin.ts'
import { problemResponse } from '#platform/http/problem.ts'
import { isVotePath, VOTE_HEADERS } from '#platform/http/votePath.ts'
import { HSTS, SECURITY_HEADERS } from '#platform/http/securityHeaders.ts'
import { apiLang, isLang, negotiateLang } from '#platform/i18n/languages.ts'
import { sharedApp } from '#src/app.ts'

/** What every request gets: the app, who is looking, the language, the headers. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { request, url, cookies, locals } = context
  const app = locals.app ?? sharedApp()
  locals.app = app
  locals.sender ??= context.clientAddress
  const [, first] = url.pathname.split('/')
  const accepted = request.headers.get('accept-language')
  locals.lang = isLang(first)
    ? first
    : first === 'api'
      ? apiLang(accepted)
      : negotiateLang(cookies.get('ashar_lang')?.value, accepted)
  const sessionId = cookies.get(sessionCookieName(app.config.siteUrl))?.value
  const ours = comesFromOurPages({
    method: request.method,
    origin: request.headers.get('origin'),
    fetchSite: request.headers.get('sec-fetch-site'),
    referer: request.headers.get('referer'),
    host: (app.config.trustProxy ? request.headers.get('x-forwarded-host') : null) ?? request.headers.get('host'),
    siteUrl: app.config.siteUrl,
    hasSession: sessionId !== undefined,
    // A vote asks for no session; its ticket is a cookie that no other site's form brings along.
    hidesReferrer: isVotePath(url.pathname),
  })
  if (!ours && !url.pathname.startsWith('/api/') && !isOneClick(url.pathname))
    return withHeaders(problemResponse({ status: 403, title: 'Cross-site request refused' }), app.config.siteUrl)
  // The API knows bearer tokens, never cookies: a page elsewhere cannot act for who is signed in here.
  locals.viewer =
    sessionId && !url.pathname.startsWith('/api/') ? await readViewer(app, sessionId, request.headers.get('user-agent')) : VISITOR
  // `/xx/about` is no page of ours, though the routes of all languages share one tree.
  const known = context.params.lang === undefined || isLang(context.params.lang)
  const ended = request.method === 'POST' && locals.viewer.kind === 'visitor' && keepsForms(url.pathname)
  const response = !known ? withStatus(await next('/404'), 404) : ended ? await keepAndSignIn(context, app) : await next()
  if (request.method === 'POST' && locals.viewer.kind !== 'visitor') await forgetSentAgain(context, app, response)
  // What was shown to one person, or for a tracking code, stays in no cache on the way, nor on a shared computer.
  if (locals.viewer.kind !== 'visitor' || url.searchParams.has('trackingCode')) response.headers.set('Cache-Control', 'no-store')
  if (isVotePath(url.pathname)) for (const [name, value] of Object.entries(VOTE_HEADERS)) response.headers.set(name, value)
  if (url.pathname.startsWith('/api/') && ['GET', 'HEAD'].includes(request.method)) {
    response.headers.set('Access-Control-Allow-Origin', '*')
    response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  }
  return withHeaders(response, app.config.siteUrl)
})

const withStatus = (response: Response, status: number): Response =>
  new Response(response.body, { status, headers: response.headers })

function withHeaders(response: Response, siteUrl: string): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!response.headers.has(name)) response.headers.set(name, value)
  if (response.headers.get('Content-Type') === 'text/html') response.headers.set('Content-Type', 'text/html; charset=utf-8')
  if (siteUrl.startsWith('https:')) response.headers.set('Strict-Transport-Security', HSTS)
  // Pages are checked again on each visit, so that a change is seen at once; an unchanged one costs a 304.
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-cache')
  return response
}
