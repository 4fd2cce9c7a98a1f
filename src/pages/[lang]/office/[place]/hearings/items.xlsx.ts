import type { APIRoute } from 'astro'
import { itemTemplate } from '#features/hearings/enterItemSheet.ts'
import { fileResponse } from '#platform/http/api.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'

/** The empty table for questions and proposals; it holds nothing of anybody. */
export const GET: APIRoute = async ({ locals: { lang } }) =>
  fileResponse(await itemTemplate(lang), XLSX_TYPE, `hearing-items-${lang}.xlsx`)
