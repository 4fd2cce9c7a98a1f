import type { APIRoute } from 'astro'

/** The store answers, so requests can be taken. */
export const GET: APIRoute = async ({ locals: { app } }) => {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  try {
    await app.store.ping()
    return new Response('ready\n', { headers })
  } catch (error) {
    app.log.error({ err: error }, 'store does not answer')
    return new Response('store does not answer\n', { status: 503, headers })
  }
}
