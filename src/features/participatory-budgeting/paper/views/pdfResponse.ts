import type { Lang } from '#platform/i18n/languages.ts'
import type { Result } from '#platform/result.ts'
import { words } from '../../words.ts'

/** A PDF of the office that no cache keeps, or why there is none, in words. */
export function pdfResponse(lang: Lang, pdf: Result<Buffer>, name: string): Response {
  if (pdf.ok)
    return new Response(new Uint8Array(pdf.value), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${name}.pdf"`,
        'Cache-Control': 'no-store',
      },
    })
  const [{ code }] = pdf.refusals
  const status = code === 'forbidden' ? 403 : code.endsWith('.unknown') ? 404 : 422
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${words(lang).refusal(pdf.refusals[0])}\n`, { status, headers })
}

/** Posters and ballots are printed in Kyrgyz and Russian; an English reader gets the Kyrgyz one. */
export const printLang = (lang: Lang): 'ky' | 'ru' => (lang === 'ru' ? 'ru' : 'ky')
