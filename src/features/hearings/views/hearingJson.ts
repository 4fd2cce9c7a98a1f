import type { z } from 'zod'
import { instantInBishkek } from '#platform/dates.ts'
import { paths } from '#platform/paths.ts'
import type { hearingAnswer } from '../forms/hearingAnswer.ts'
import type { PlacedHearing } from '../hearingCalendar.ts'
import type { HearingParts } from '../readHearing.ts'
import { sumAttendance } from '../rules/attendance.ts'
import { countItems, publicText, publicVillage } from '../rules/items.ts'
import { writtenMinutes } from '../rules/minutes.ts'

/** A hearing as the API gives it; its results once everybody may see them. */
export function hearingJson(
  { hearing, municipality }: PlacedHearing,
  parts: HearingParts,
  published: ReadonlyMap<string, string>,
  siteUrl: string,
): z.input<typeof hearingAnswer> {
  const { id, state, announcedAt } = hearing
  if (state === 'draft' || !announcedAt) throw new Error('a draft is no public hearing')
  const { slug, soate, names } = municipality
  return {
    id,
    url: `${siteUrl}${paths.hearing('ky', slug, id)}`,
    municipality: { id: municipality.id, slug, soate: soate ?? null, names },
    ...{ kind: hearing.kind, state, budgetYear: hearing.budgetYear ?? null },
    ...{ title: hearing.title, lead: hearing.lead ?? null, agenda: [...hearing.agenda] },
    startsAt: instantInBishkek(hearing.startsAt),
    endsAt: instantInBishkek(hearing.endsAt),
    ...{ village: hearing.village ?? null, venue: hearing.venue ?? null, onlineUrl: hearing.onlineUrl ?? null },
    announcedAt: instantInBishkek(announcedAt),
    cancelReason: hearing.cancelReason ?? null,
    moves: hearing.moves.map(move => ({
      movedAt: instantInBishkek(move.movedAt),
      fromStartsAt: instantInBishkek(move.fromStartsAt),
      reason: move.reason,
    })),
    demo: hearing.isDemo,
    results:
      hearing.resultsAt && state === 'resultsPublished'
        ? resultsJson(hearing.resultsAt, writtenMinutes(hearing), parts, published)
        : null,
  }
}

function resultsJson(at: Date, minutes: string | undefined, parts: HearingParts, published: ReadonlyMap<string, string>) {
  const sum = sumAttendance(parts.attendance)
  const { proposals, taken, questions } = countItems(parts.items)
  return {
    publishedAt: instantInBishkek(at),
    ...{ participants: sum.people, women: sum.women, countedBySex: sum.counted },
    attendance: parts.attendance.map(row => ({ ...row, women: row.women ?? null, men: row.men ?? null })),
    ...{ proposals, taken, questions, minutes: minutes ?? null },
    items: parts.items.map(item => ({
      ...{ kind: item.kind, fate: item.fate, text: publicText(item, published) ?? null, village: publicVillage(item) ?? null },
      ...{ takenInto: item.takenInto ?? null, budgetLine: item.budgetLineId ?? null },
      ...{ reason: item.reason ?? null, answer: item.answer ?? null },
    })),
  }
}
