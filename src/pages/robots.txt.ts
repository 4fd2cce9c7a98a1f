import type { APIRoute } from 'astro'

/** Reading pages are open to search machines; forms, desks and pages of one person are not for them. */
export const GET: APIRoute = ({ locals }) =>
  new Response(
    [
      'User-agent: *',
      ...['/*/language', '/*/sign-in', '/*/link/', '/*/desk', '/*/m/*/feedback', '/*/feedback', '/api/'].map(
        path => `Disallow: ${path}`,
      ),
      '',
      `Sitemap: ${locals.app.config.siteUrl}/sitemap.xml`,
      '',
    ].join('\n'),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } },
  )
