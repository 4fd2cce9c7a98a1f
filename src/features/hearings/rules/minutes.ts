import type { Hearing } from './hearing.ts'

/** What minutes begin with: the points of the agenda as headings, each to be filled. */
export const minutesTemplate = ({ agenda }: Pick<Hearing, 'agenda'>): string =>
  agenda.map((point, at) => `## ${at + 1}. ${point.ky}\n`).join('\n')

/** The minutes that somebody wrote: nothing but headings, as they stood ready, tell nobody what was said. */
export const writtenMinutes = ({ minutes }: Pick<Hearing, 'minutes'>): string | undefined =>
  minutes?.split('\n').some(line => line.trim() !== '' && !line.trimStart().startsWith('#')) ? minutes : undefined
