import type { APIRoute } from 'astro'
import { apiProblem } from '#platform/http/api.ts'
import { words } from '#ui/words.ts'

/** An address of the API that there is not: a program gets a problem, as from every other address, and no page. */
export const ALL: APIRoute = ({ locals: { lang } }) => apiProblem({ status: 404, title: words(lang)('error.404.title') })
