import { defineWords } from '#platform/i18n/words.ts'
import en from './messages/en.json' with { type: 'json' }
import ky from './messages/ky.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

/** The words of participatory budgeting. */
export const words = defineWords({ ky, ru, en })
