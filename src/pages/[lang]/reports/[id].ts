import type { APIRoute } from 'astro'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readReport } from '#features/reports/readPublishedReport.ts'
import { isLang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'

/** Leads from a report's id, as words about it keep it, to its page. */
export const GET: APIRoute = async ({ locals: { app, lang }, params, redirect, rewrite }) => {
  const report = isLang(params.lang) ? await readReport(app, params.id ?? '') : undefined
  const place = report && (await readMunicipality(app, report.municipalityId))
  return place && report ? redirect(paths.report(lang, place.slug, report.slug), 302) : rewrite(`/${lang}/404`)
}
