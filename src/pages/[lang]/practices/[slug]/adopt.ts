import type { APIRoute } from 'astro'
import { readOfficePlaces } from '#features/municipalities/readOfficePlaces.ts'
import { paths } from '#platform/paths.ts'

/** From a practice to the office that may say "we do this too": by sign-in where needed, to the choice where there are many. */
export const GET: APIRoute = async ({ locals: { app, lang, viewer }, params: { slug = '' }, redirect, url }) => {
  if (viewer.kind === 'visitor') return redirect(paths.signIn(lang, url.pathname), 303)
  const open = await readOfficePlaces(app, viewer)
  const [only, another] = open.everywhere ? [] : open.places
  return redirect(
    only && !another ? paths.officePractices(lang, only.slug, `?take=${encodeURIComponent(slug)}`) : paths.office(lang),
    303,
  )
}
