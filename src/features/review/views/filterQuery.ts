import { type QueueFilters, usualOrder, writeCursor } from '#features/feedback/rules/queue.ts'
import type { TotalsQuestion } from '#features/feedback/rules/totalsQuestion.ts'

type Written = Readonly<Record<string, string | number | undefined>>

const query = (values: Written): string => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** The filters as they stand in the address, with its question mark; what goes without saying is left out. */
export function filterQuery(filters: QueueFilters, change: Partial<QueueFilters> = {}, more: Written = {}): string {
  const { after, order, state, ...rest } = { ...filters, ...change }
  const usual = usualOrder(state)
  return query({
    state: state === 'waiting' ? undefined : state,
    ...rest,
    order: order === usual || change.state !== undefined ? undefined : order,
    after: after && writeCursor(after),
    ...more,
  })
}

/** Whether anything but the state is asked for. */
export const isFiltered = ({ place, kind, code, quarter, meanFrom, meanTo, text }: QueueFilters): boolean =>
  [place, kind, code, quarter, meanFrom, meanTo, text].some(value => value !== undefined)

export const totalsQuery = (question: TotalsQuestion, more: Written = {}): string => query({ ...question, ...more })
