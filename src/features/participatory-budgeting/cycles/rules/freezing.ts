import type { Cycle } from './cycle.ts'
import type { FrozenContent, FrozenProject } from './frozen.ts'

/** What is frozen of a cycle as it stands, with what stands on its ballots. */
export const frozenContentOf = (cycle: Cycle, projects: readonly FrozenProject[], boxKey?: string): FrozenContent => ({
  format: 'ashar-cycle/1',
  cycle: cycle.id,
  titles: cycle.titles,
  municipalities: [...cycle.municipalityIds],
  areas: cycle.areas.map(({ id, names, pot, entitled }) => ({ id, names, pot, entitled })),
  phases: cycle.phases.map(one => ({
    kind: one.kind,
    startsAt: one.startsAt.toISOString(),
    endsAt: one.endsAt.toISOString(),
    ...(one.onlineEndsAt ? { onlineEndsAt: one.onlineEndsAt.toISOString() } : {}),
  })),
  rules: cycle.rules,
  projects: [...projects].sort((a, b) => (a.id < b.id ? -1 : 1)),
  ...(boxKey === undefined ? {} : { boxKey }),
})
