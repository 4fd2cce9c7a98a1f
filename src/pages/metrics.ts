import type { APIRoute } from 'astro'
import { readMetrics } from '#platform/metrics.ts'

export const GET: APIRoute = async () => {
  const { text, contentType } = await readMetrics()
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
}
