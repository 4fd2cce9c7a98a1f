import type { ReportQuery } from '../forms/reportQuery.ts'

/** Filters as the query of an address, with its question mark; empty where nothing is filtered. */
export function queryOf(filters: Partial<ReportQuery>): string {
  const pairs = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

export const reportsFeed = (lang: string, place?: string): string =>
  `/feeds/${place ? `m/${place}/` : ''}reports.xml?lang=${lang}`
