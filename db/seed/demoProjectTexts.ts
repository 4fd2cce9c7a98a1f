/** Made-up words about projects that are being built: demonstration data. */
export const STAGE_NAMES = ['Долбоордук-сметалык документ', 'Тендер жана келишим', 'Аткаруу иштери', 'Кабыл алуу'] as const

export const DEMO_CONTRACTORS = [
  { contractor: 'ЖЧК «Үлгү Курулуш» (демо)', subject: 'Долбоорду аткаруу' },
  { contractor: 'ЖИ Үлгү Асанов (демо)', subject: 'Жабдууну жана материалдарды жеткирүү, орнотуу' },
] as const

export const NEWS_TEXTS = {
  begun: 'Иш башталды: материалдар келди, аткаруучу орунду даярдап жатат.',
  visit:
    'Топ ишти карап чыкты: алынганы келишимге туура келет, бир жери бошураак бекитилгени белгиленди. Аткаруучу бир жума ичинде оңдойт.',
  visitGroup: 'Тургундардын мониторинг тобу, беш адам',
  delay: 'Тендерге биринчи жолу эч ким катышкан жок, ал кайра жарыяланды. Ошондуктан иш жазга жылды.',
} as const

export const CONFIRMATIONS = [
  { answer: 'yes', note: 'Жакшы болду, эл ыраазы.' },
  { answer: 'yes', note: undefined },
  { answer: 'yes', note: undefined },
  { answer: 'partly', note: 'Иш бүттү, бирок бир бөлүгү дагы эле иштебейт.' },
  { answer: 'yes', note: undefined },
  { answer: 'yes', note: 'Сурап жүргөнүбүзгө көп жыл болгон, рахмат.' },
  { answer: 'no', note: undefined },
] as const
