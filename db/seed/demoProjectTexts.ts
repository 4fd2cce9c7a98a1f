/** Made-up words about projects that are being built: demonstration data. */
export const STAGE_NAMES = ['Долбоордук-сметалык документ', 'Тендер жана келишим', 'Курулуш иштери', 'Кабыл алуу'] as const

export const DEMO_CONTRACTORS = [
  { contractor: 'ЖЧК «Үлгү Курулуш» (демо)', subject: 'Курулуш-монтаж иштери', number: '14-КМ' },
  { contractor: 'ЖИ Үлгү Асанов (демо)', subject: 'Материалдарды жеткирүү', number: '15-М' },
] as const

export const NEWS_TEXTS = {
  begun: 'Иш башталды. Жол жарым тилкеге жабылат, мектеп сабагы учурунда техника токтоп турат.',
  visit:
    'Топ курулушту карап чыкты: материалдар келишимге туура келет, бир жерде бетон жука куюлганы белгиленди. Подрядчик бир жума ичинде оңдойт.',
  visitGroup: 'Тургундардын мониторинг тобу, беш адам',
  delay: 'Тендерге биринчи жолу эч ким катышкан жок, ал кайра жарыяланды. Кышында бетон куюлбайт, ошондуктан иш жазга жылды.',
} as const

export const CONFIRMATIONS = [
  { answer: 'yes', note: 'Жакшы болду, балдар кечинде да ойноп жүрүшөт.' },
  { answer: 'yes', note: undefined },
  { answer: 'yes', note: undefined },
  { answer: 'partly', note: 'Иш бүттү, бирок чыгыштагы бөлүгүндө суу топтолуп калат.' },
  { answer: 'yes', note: undefined },
  { answer: 'yes', note: 'Үч айда бүттү, рахмат.' },
  { answer: 'no', note: undefined },
] as const
