import type { APIRoute } from 'astro'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readPbFile } from '#features/participatory-budgeting/results/readResult.ts'
import { pbFileName } from '#features/participatory-budgeting/results/rules/counting.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { apiProblem, fileResponse } from '#platform/http/api.ts'

/** The ballots of a pot as a Pabulib file, byte for byte as they were counted; `?area=` where there are several. */
export const GET: APIRoute = async ({ params, url, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.id ?? '')
  if (!found) return apiProblem({ status: 404, title: words(lang)('cycle.unknown') })
  const areas = found.cycle.areas.map(one => one.id)
  const area = url.searchParams.get('area') ?? (areas.length === 1 ? areas[0] : undefined)
  if (area === undefined)
    return apiProblem({ status: 422, title: words(lang)('result.areaNeeded'), errors: [
      { path: 'area', code: 'result.areaNeeded', message: words(lang)('result.areaNeeded') },
    ] }) // prettier-ignore
  const text = await readPbFile(app, found.cycle, area)
  if (text === undefined) return apiProblem({ status: 404, title: words(lang)('result.noFile') })
  return fileResponse(new TextEncoder().encode(text), 'text/plain; charset=utf-8', pbFileName(area))
}
