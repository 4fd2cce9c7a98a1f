import type { APIRoute } from 'astro'
import worker from '#features/participatory-budgeting/paper/views/offline/worker.js?raw'

/** The worker of the pages under `offline/`; it holds nothing of anybody, so it can be renewed without a session. */
export const GET: APIRoute = () => new Response(worker, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
