import type { InboxFilters } from '../../rules/inbox.ts'

/** The address's query of an inbox with some filters changed. */
export function inboxQuery(filters: InboxFilters, change: Partial<InboxFilters> & { done?: string } = {}): string {
  const { tab, kind, code, text, page, done } = { done: undefined, ...filters, ...change }
  const given = Object.entries({
    tab: tab === 'due' ? undefined : tab,
    kind,
    code,
    text,
    page: page > 1 ? page : undefined,
    done,
  })
  const query = new URLSearchParams(given.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))
  return query.size > 0 ? `?${query}` : ''
}
