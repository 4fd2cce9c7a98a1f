import type { APIRoute } from 'astro'
import { apiJson } from '#platform/http/api.ts'
import { describeApi } from '#src/api/describeApi.ts'

/** The API as OpenAPI 3.1. */
export const GET: APIRoute = ({ locals: { app } }) => apiJson(describeApi(app.config.siteUrl))
