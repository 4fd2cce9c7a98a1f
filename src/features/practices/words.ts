import { defineWords } from '#platform/i18n/words.ts'
import en from './messages/en.json' with { type: 'json' }
import ky from './messages/ky.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

/** Words of practices: the library, a practice, the office's form, DPI's review. */
export const words = defineWords({ ky, ru, en })
