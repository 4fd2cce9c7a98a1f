import { instant, sequence, table, text } from '../columns.ts'

/** What changed, in terms of page tags: written in the use case's transaction, read by every process that keeps pages. */
export const pageChange = table('page_change', {
  id: sequence('id'),
  tag: text('tag').notNull(),
  at: instant('at').notNull(),
})
