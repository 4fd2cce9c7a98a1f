import type { APIRoute } from 'astro'
import { LANGUAGES } from '#platform/i18n/languages.ts'

const HALF_A_YEAR_MS = 182 * 24 * 3_600_000

/** RFC 9116: where to report a weakness. The portal's own address of outgoing mail is the one an operator must have. */
export const GET: APIRoute = ({ locals: { app } }) => {
  const mail = /<([^>]+)>/.exec(app.config.mailFrom)?.[1] ?? app.config.mailFrom
  const expires = new Date(app.now().getTime() + HALF_A_YEAR_MS).toISOString().replace(/\.\d+Z$/, 'Z')
  return new Response(
    `Contact: mailto:${mail}\nExpires: ${expires}\nPreferred-Languages: ${LANGUAGES.join(', ')}\nCanonical: ${app.config.siteUrl}/.well-known/security.txt\n`,
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  )
}
