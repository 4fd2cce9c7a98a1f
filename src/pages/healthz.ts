import type { APIRoute } from 'astro'

/** The process is alive. */
export const GET: APIRoute = () =>
  new Response('ok\n', { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
