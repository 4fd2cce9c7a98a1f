import type { Phase } from '../rules/hearing.ts'
import type { ItemFate } from '../rules/items.ts'

export const PHASE_TONES = {
  draft: 'neutral',
  coming: 'info',
  now: 'attention',
  awaitingResults: 'attention',
  done: 'done',
  cancelled: 'neutral',
} as const satisfies Record<Phase, string>

export const FATE_TONES = {
  open: 'info',
  taken: 'done',
  notTaken: 'neutral',
  answered: 'done',
} as const satisfies Record<ItemFate, string>
