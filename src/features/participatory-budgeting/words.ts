import { defineWords } from '#platform/i18n/words.ts'
import cyclesEn from './cycles/messages/en.json' with { type: 'json' }
import cyclesKy from './cycles/messages/ky.json' with { type: 'json' }
import cyclesRu from './cycles/messages/ru.json' with { type: 'json' }
import proposalsEn from './proposals/messages/en.json' with { type: 'json' }
import proposalsKy from './proposals/messages/ky.json' with { type: 'json' }
import proposalsRu from './proposals/messages/ru.json' with { type: 'json' }
import votersEn from './voters/messages/en.json' with { type: 'json' }
import votersKy from './voters/messages/ky.json' with { type: 'json' }
import votersRu from './voters/messages/ru.json' with { type: 'json' }
import ballotsEn from './ballots/messages/en.json' with { type: 'json' }
import ballotsKy from './ballots/messages/ky.json' with { type: 'json' }
import ballotsRu from './ballots/messages/ru.json' with { type: 'json' }
import paperEn from './paper/messages/en.json' with { type: 'json' }
import paperKy from './paper/messages/ky.json' with { type: 'json' }
import paperRu from './paper/messages/ru.json' with { type: 'json' }
import implementationEn from './implementation/messages/en.json' with { type: 'json' }
import implementationKy from './implementation/messages/ky.json' with { type: 'json' }
import implementationRu from './implementation/messages/ru.json' with { type: 'json' }
import resultsEn from './results/messages/en.json' with { type: 'json' }
import resultsKy from './results/messages/ky.json' with { type: 'json' }
import resultsRu from './results/messages/ru.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import ky from './messages/ky.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

/**
 * The words of participatory budgeting. Each part of the room keeps its own in `<part>/messages`, under keys of its own
 * (`cycle.`, `proposal.`, `voter.`, `vote.`, `box.`, `paper.`, `project.`, `result.`); here they are one, since a refusal of one part is
 * shown by another.
 */
export const words = defineWords({
  ky: { ...ky, ...cyclesKy, ...proposalsKy, ...votersKy, ...ballotsKy, ...paperKy, ...implementationKy, ...resultsKy },
  ru: { ...ru, ...cyclesRu, ...proposalsRu, ...votersRu, ...ballotsRu, ...paperRu, ...implementationRu, ...resultsRu },
  en: { ...en, ...cyclesEn, ...proposalsEn, ...votersEn, ...ballotsEn, ...paperEn, ...implementationEn, ...resultsEn },
})
