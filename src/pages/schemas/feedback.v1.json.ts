import type { APIRoute } from 'astro'
import { feedbackSchema } from '#features/feedback/rules/envelopeSchema.ts'

/** The contract with DPI's programs, made from the schema that every envelope is built with. */
export const GET: APIRoute = ({ locals: { app } }) =>
  new Response(JSON.stringify(feedbackSchema(app.config.siteUrl), null, 2), {
    headers: {
      'Content-Type': 'application/schema+json; charset=utf-8',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
