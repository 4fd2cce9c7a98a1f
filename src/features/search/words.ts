import { defineWords } from '#platform/i18n/words.ts'
import en from './messages/en.json' with { type: 'json' }
import ky from './messages/ky.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

/** Words of the search: its page, its kinds, and what its API refuses. */
export const words = defineWords({ ky, ru, en })
