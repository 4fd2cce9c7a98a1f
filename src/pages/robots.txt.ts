import type { APIRoute } from 'astro'

const CLOSED = [
  ...['/*/language', '/*/sign-in', '/*/account', '/*/kept', '/*/link/', '/*/unsubscribe/'],
  ...['/*/desk', '/*/office', '/*/m/*/feedback', '/*/feedback', '/api/'],
]

/** Reading pages are open to search machines; forms, desks and pages of one person are not for them. */
export const GET: APIRoute = ({ locals }) =>
  new Response(
    [
      'User-agent: *',
      ...CLOSED.map(path => `Disallow: ${path}`),
      '',
      `Sitemap: ${locals.app.config.siteUrl}/sitemap.xml`,
      '',
    ].join('\n'),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } },
  )
