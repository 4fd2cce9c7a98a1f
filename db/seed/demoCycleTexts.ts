/** What decides a tie last in the demo's cycles. */
export const SEED_SOURCE =
  'Добуш берүү бүткөн күндөн кийинки биринчи жумуш күнү Улуттук банк жарыялаган доллардын расмий курсу (мисалы, 87,4500 → 874500)'

const lead = (ky: string, ru: string, en: string) => ({ ky, ru, en })

/** Leads of the demo's cycles. */
export const CYCLE_LEADS = {
  first: lead(
    'Жергиликтүү бюджеттин бир бөлүгүн айылдын тургундары өздөрү бөлүштүрөт: жол, суу, мектеп, жарык – кайсынысы биринчи экенин сиздер добуш берип чечесиздер.',
    'Частью местного бюджета жители распоряжаются сами: дороги, вода, школа, освещение – что сделать первым, решит ваше голосование.',
    'Residents decide on a part of the local budget themselves: roads, water, school, lights – your vote says what comes first.',
  ),
  second: lead(
    'Айылга эмне керек экенин ким жакшы билет? Сунушуңузду жазыңыз: кошуналар колдосо, ал добушка коюлат.',
    'Кто лучше жителей знает, что нужно селу? Напишите предложение: если соседи поддержат, оно выйдет на голосование.',
    'Who knows better than residents what the village needs? Write a proposal: where neighbours support it, it is voted on.',
  ),
} as const

/** People entitled in each area of last year's cycle: its page and its roll say the same. */
export const LAST_YEAR_ROLL: readonly number[] = [540, 260]
/** Last year's public value, as the rules' source of it reads: made up. */
export const LAST_YEAR_SEED = '873215'
