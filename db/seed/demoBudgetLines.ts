import type { Side } from '#features/budgets/rules/budget.ts'

/** A line of the made-up budgets: its share of the side, and how it behaves from year to year. */
export interface DemoLine {
  readonly side: Side
  readonly economicCode: string
  readonly functionalCode?: string
  readonly ky: string
  readonly ru: string
  readonly en: string
  /** Parts per thousand of the side, in an aiyl aimak and in a city; 0 where it does not occur. */
  readonly share: readonly [aimak: number, city: number]
  /** Building and buying comes and goes; the rest moves little. */
  readonly capital?: boolean
  /** Takes up what is missing to the side's total. */
  readonly balances?: boolean
  readonly isDelegated?: boolean
  /** A part of the line before it, by its share of that line in percent. */
  readonly ofWhich?: number
}

const revenue = (economicCode: string, share: DemoLine['share'], ky: string, ru: string, en: string, more: Partial<DemoLine> = {}): DemoLine => ({
  side: 'revenue', economicCode, share, ky, ru, en, ...more,
}) // prettier-ignore
const spending = (functionalCode: string, economicCode: string, share: DemoLine['share'], ky: string, ru: string, en: string, more: Partial<DemoLine> = {}): DemoLine => ({
  side: 'expenditure', functionalCode, economicCode, share, ky, ru, en, ...more,
}) // prettier-ignore

const CAPITAL = { capital: true }

export const DEMO_LINES: readonly DemoLine[] = [
  revenue('1111', [205, 330], 'Киреше салыгы (салык агенти төлөөчү)', 'Подоходный налог, уплачиваемый налоговым агентом', 'Income tax (withheld by tax agent)'),
  revenue('1112', [9, 28], 'Бирдиктүү салык', 'Единый налог', 'Unified tax'),
  revenue('1113', [6, 9], 'Милдеттүү патенттин негизиндеги салык', 'Налог на основе обязательного патента', 'Tax on compulsory patent'),
  revenue('1114', [48, 62], 'Ыктыярдуу патенттин негизиндеги салык', 'Налог на основе добровольного патента', 'Tax on voluntary patent'),
  revenue('1131', [26, 58], 'Кыймылсыз мүлктүн салыгы', 'Налог на недвижимое имущество', 'Immovable property tax'),
  revenue('1132', [52, 64], 'Автоунаалардын салыгы', 'Налог на транспортные средства', 'Vehicle tax'),
  revenue('1133', [11, 6], 'Короо жанындагы жерлердин салыгы', 'Земельный налог за приусадебные участки', 'Land tax: household plots'),
  revenue('1134', [34, 0], 'Айыл чарба багытындагы жер салыгы', 'Земельный налог за сельхозугодья', 'Land tax: agricultural land'),
  revenue('1135', [17, 41], 'Айыл чарбага дайындалбаган жер салыгы', 'Земельный налог за земли несельхозназначения', 'Land tax: non-agricultural land'),
  revenue('1141', [30, 66], 'Сатуудан түшкөн салык', 'Налог с продаж', 'Sales tax'),
  revenue('1411', [38, 0], 'Жерлерди бөлүштүрүү фондунун жерлеринин ижарасына акы', 'Аренда земель ФПС', 'Rent of Land Redistribution Fund (FPS) land'),
  revenue('1412', [8, 24], 'Бөлмөлөрдүн ижарасына акы', 'Аренда помещений', 'Rent of premises'),
  revenue('1413', [9, 31], 'Калк конуштарындагы жерлердин ижарасына акы', 'Аренда земель населённых пунктов', 'Rent of settlement land'),
  revenue('1414', [7, 0], 'Жайыт жерлерин колдонууга акы', 'Плата за пользование пастбищами', 'Pasture use fee'),
  revenue('1421', [44, 58], 'Акылуу көрсөтүлгөн кызматтан түшкөн каражат', 'Платные услуги (спецсредства)', 'Paid services (special funds)'),
  revenue('1421', [0, 0], 'анын ичинде бала бакчага ата-энелердин төлөмү', 'в том числе родительская плата за детский сад', 'of which parents’ fees for kindergartens', { ofWhich: 72 }),
  revenue('1422', [6, 19], 'Таштандыларды чогултуу жана чыгаруу', 'Сбор и вывоз мусора', 'Waste collection and removal'),
  revenue('1331', [0, 0], 'Теңдештирүүчү грант', 'Выравнивающий грант', 'Equalisation grant', { balances: true }),
  revenue('1332', [55, 24], 'Дем берүүчү (үлүштүк) грант', 'Стимулирующий (долевой) грант', 'Incentive (share) grant', CAPITAL),
  revenue('1333', [15, 9], 'Ыйгарым укуктарды берүүгө трансферт', 'Трансферт на делегированные полномочия', 'Transfer for delegated state powers', { isDelegated: true }),

  spending('7011', '2111', [168, 118], 'Аппараттын эмгек акысы', 'Заработная плата аппарата', 'Wages of the administration'),
  spending('7011', '2121', [29, 20], 'Аппараттын Социалдык фондго чегерүүлөрү', 'Взносы аппарата в Социальный фонд', 'Social contributions of the administration'),
  spending('7011', '2215', [22, 18], 'Аппаратты кармоо: байланыш, кеңсе, жылуулук', 'Содержание аппарата: связь, канцелярия, отопление', 'Running the office: phone, stationery, heating'),
  spending('7011', '2214', [13, 9], 'Кызматтык транспорт жана күйүүчү май', 'Служебный транспорт и горючее', 'Vehicles and fuel'),
  spending('7011', '2213', [8, 6], 'Кеңештин чыгымдары', 'Расходы кенеша', 'Costs of the council'),
  spending('7018', '2225', [15, 9], 'Өткөрүлүп берилген мамлекеттик ыйгарым укуктар', 'Делегированные государственные полномочия', 'Delegated state powers', { isDelegated: true }),
  spending('7011', '2821', [12, 14], 'Резервдик каражат', 'Резервные средства', 'Reserve'),
  spending('7032', '2111', [16, 0], 'Өрт өчүрүү бекети', 'Пожарный пост', 'Fire post'),
  spending('7036', '2215', [5, 12], 'Коомдук тартипти сактоого көмөк', 'Содействие охране общественного порядка', 'Help in public order'),
  spending('7045', '2222', [62, 96], 'Ички жолдорду жана көчөлөрдү оңдоо', 'Ремонт внутренних дорог и улиц', 'Repair of local roads and streets', CAPITAL),
  spending('7042', '2222', [19, 0], 'Сугат каналдарын тазалоо', 'Очистка оросительных каналов', 'Cleaning of irrigation canals'),
  spending('7049', '2215', [6, 11], 'Жер жана муниципалдык менчик иштери', 'Земля и муниципальная собственность', 'Land and municipal property'),
  spending('7051', '2215', [31, 74], 'Таштандыларды чыгаруу', 'Вывоз мусора', 'Waste removal'),
  spending('7051', '3112', [14, 26], 'Таштанды ташуучу техника', 'Техника для вывоза мусора', 'Waste trucks and containers', CAPITAL),
  spending('7063', '2222', [38, 41], 'Таза суу: түтүктөрдү оңдоо', 'Питьевая вода: ремонт труб', 'Drinking water: repair of pipes'),
  spending('7063', '3111', [54, 38], 'Таза суу: жаңы скважина жана насос', 'Питьевая вода: новая скважина и насос', 'Drinking water: a new well and pump', CAPITAL),
  spending('7064', '2212', [17, 34], 'Көчө жарыгы: электр кубаты', 'Уличное освещение: электроэнергия', 'Street lighting: electricity'),
  spending('7064', '3112', [10, 15], 'Көчө жарыгы: жаңы чырактар', 'Уличное освещение: новые светильники', 'Street lighting: new lamps', CAPITAL),
  spending('7062', '2222', [21, 83], 'Көрктөндүрүү жана жашылдандыруу', 'Благоустройство и озеленение', 'Improvement and greening'),
  spending('7072', '2222', [9, 0], 'Фельдшердик пункттун имаратын оңдоо', 'Ремонт здания фельдшерского пункта', 'Repair of the health post', CAPITAL),
  spending('7082', '2111', [34, 29], 'Маданият үйү жана клубдар', 'Дом культуры и клубы', 'House of culture and clubs'),
  spending('7082', '2211', [11, 10], 'Китепканалар', 'Библиотеки', 'Libraries'),
  spending('7081', '2215', [12, 17], 'Спорт иш-чаралары', 'Спортивные мероприятия', 'Sports events'),
  spending('7081', '3111', [15, 22], 'Спорт аянтчасы', 'Спортивная площадка', 'Sports ground', CAPITAL),
  spending('7091', '2111', [196, 172], 'Бала бакчалар: эмгек акы', 'Детские сады: заработная плата', 'Kindergartens: wages'),
  spending('7091', '2218', [62, 58], 'Бала бакчалар: тамак-аш', 'Детские сады: питание', 'Kindergartens: food'),
  spending('7091', '2212', [24, 23], 'Бала бакчалар: жылуулук жана жарык', 'Детские сады: отопление и свет', 'Kindergartens: heating and light'),
  spending('7091', '2222', [26, 21], 'Мектептердин имараттарын оңдоо', 'Ремонт зданий школ', 'Repair of school buildings', CAPITAL),
  spending('7107', '2721', [14, 13], 'Муктаж үй-бүлөлөргө жардам', 'Помощь нуждающимся семьям', 'Help for families in need'),
  spending('7104', '2721', [7, 9], 'Балдар жана жаштар менен иштөө', 'Работа с детьми и молодёжью', 'Work with children and youth'),
] // prettier-ignore
