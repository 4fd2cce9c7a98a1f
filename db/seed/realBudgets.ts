import { listBudgets } from '#features/budgets/listBudgets.ts'
import { publishBudget } from '#features/budgets/publishBudget.ts'
import type { BudgetStage, LineKind, Side } from '#features/budgets/rules/budget.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { IsoDate } from '#platform/dates.ts'
import { parseMoney } from '#platform/money.ts'
import type { App } from '#src/app.ts'

interface RealLine {
  readonly side?: Side
  readonly kind?: LineKind
  /** In Kyrgyz, as the page prints it or as the classification names it; other languages come from the classification. */
  readonly name: string
  readonly names?: { readonly ky: string; readonly ru: string; readonly en: string }
  /** Thousand som, as printed. */
  readonly amount: string
  /** Of an `ofWhich`: place of its line. */
  readonly parent?: number
}
interface RealBudget {
  readonly municipality: string
  readonly year: number
  readonly stage: BudgetStage
  readonly source: { readonly title: string; readonly url: string; readonly date?: IsoDate }
  readonly notes?: string
  readonly lines: readonly RealLine[]
}

const LOCAL = { ky: 'Жергиликтүү кирешелер', ru: 'Местные доходы', en: 'Local revenue' }
const SPECIAL = { ky: 'Атайын каражаттар', ru: 'Специальные средства', en: 'Special funds' }
const line = (name: string, amount: string): RealLine => ({ name, amount })
const TOTAL = { ky: 'Бардыгы', ru: 'Итого', en: 'Total' }
const total = (amount: string, side: Side = 'revenue'): RealLine => ({
  name: TOTAL.ky,
  names: TOTAL,
  amount,
  kind: 'total',
  side,
})
const KARAKUJUR = { url: 'http://karakujur.naryn-region.kg', date: '2020-06-08' as IsoDate }

/** Figures that municipalities published themselves, with what they do not say left unsaid. */
export const REAL_BUDGETS: readonly RealBudget[] = [
  {
    municipality: 'aleksandrovka',
    year: 2020,
    stage: 'approved',
    source: {
      title: 'Александровка айыл аймагынын сайты: жергиликтүү бюджет',
      url: 'http://aleksandrovka-aimak.kg/ky/mestniy-budget',
    },
    lines: [
      line('Киреше салыгы (салык агенти төлөөчү)', '4635'),
      line('Бирдиктүү салык', '290'),
      line('Милдеттүү патенттин негизиндеги салык', '180'),
      line('Ыктыярдуу патенттин негизиндеги салык', '3300'),
      line('Кыймылсыз мүлктүн салыгы', '351,1'),
      line('Автоунаалардын салыгы', '4630'),
      line('Короо жанындагы жерлердин салыгы', '262,4'),
      line('Айыл чарба багытындагы жер салыгы', '2181,2'),
      line('Айыл чарбага дайындалбаган жер салыгы', '695'),
      line('Сатуудан түшкөн салык', '1933'),
      line('Роялти салыгы', '51'),
      line('Жерлерди бөлүштүрүү фондунун жерлеринин ижарасына акы', '1860'),
      line('Бөлмөлөрдүн ижарасына акы', '170'),
      line('Калк конуштарындагы жерлердин ижарасына акы', '165'),
      line('Жайыт жерлерин колдонууга акы', '60,2'),
      line('Акылуу көрсөтүлгөн кызматтан түшкөн каражат', '920'),
      line('Таштандыларды чогултуу жана чыгаруу', '5,5'),
      total('20868,5'),
    ],
  },
  {
    municipality: 'kazan-kuigan',
    year: 2019,
    stage: 'approved',
    source: { title: 'Казан-Куйган айыл аймагынын сайты: 2019-жылдын бюджети', url: 'http://kazankuigan.naryn-region.kg/431' },
    lines: [
      line('Теңдештирүүчү грант', '5115,2'),
      { name: LOCAL.ky, names: LOCAL, amount: '1176,8' },
      line('Атайын эсеп', '243'),
      line('Жайыт жерлерин колдонууга акы', '62'),
      total('6597'),
    ],
  },
  {
    municipality: 'kara-kuzhur',
    year: 2021,
    stage: 'draft',
    source: { title: 'Кара-Кужур айыл аймагынын сайты: бюджеттин долбоору', ...KARAKUJUR },
    lines: [
      { name: LOCAL.ky, names: LOCAL, amount: '2520,8' },
      { ...line('Киреше салыгы (салык агенти төлөөчү)', '1618'), kind: 'ofWhich', parent: 0 },
      { ...line('Ыктыярдуу патенттин негизиндеги салык', '67'), kind: 'ofWhich', parent: 0 },
      line('Теңдештирүүчү грант', '6033,6'),
      total('8554,4'),
    ],
  },
  {
    // The source prints no total for this year.
    municipality: 'kara-kuzhur',
    year: 2023,
    stage: 'outlook',
    source: { title: 'Кара-Кужур айыл аймагынын сайты: болжолдуу көрсөткүчтөр', ...KARAKUJUR },
    lines: [{ name: LOCAL.ky, names: LOCAL, amount: '2949,5' }, line('Теңдештирүүчү грант', '5650,9')],
  },
  {
    municipality: 'myrza-ake',
    year: 2025,
    stage: 'approved',
    source: {
      title: 'Мырза-Аке айылдык кеңешинин № 8 токтому, 2025-жылдын 17-январы («Өзгөн нуру»)',
      url: 'http://ozgonnuru.kg',
      date: '2025-01-17' as IsoDate,
    },
    lines: [total('74957,7'), total('74957,7', 'expenditure')],
  },
  {
    municipality: 'kyzyl-too',
    year: 2023,
    stage: 'approved',
    source: {
      title: 'Кызыл-Тоо айыл аймагынын бюджети (uzgen.org.kg)',
      url: 'http://uzgen.org.kg',
      date: '2023-01-20' as IsoDate,
    },
    lines: [
      total('21389,5'),
      { name: SPECIAL.ky, names: SPECIAL, amount: '1890,0', kind: 'ofWhich', parent: 0 },
      total('21389,5', 'expenditure'),
    ],
  },
]

/** Loads the real figures with their sources and findings. Does nothing for a budget that is there already. */
export async function seedRealBudgets(app: App): Promise<void> {
  for (const budget of REAL_BUDGETS) {
    const { municipality: key, year, stage, source, notes } = budget
    const municipality = await readMunicipality(app, key)
    if (!municipality) throw new Error(`no municipality ${key}`)
    if ((await listBudgets(app, municipality.id)).some(one => one.year === year && one.stage === stage)) continue
    const published = await publishBudget(app, SYSTEM, {
      municipality: municipality.id,
      year,
      stage,
      source,
      notes,
      unit: 'thousandSom',
      unitSaid: 'file',
      isDemo: false,
      reason: 'figures that the municipality published',
      lines: budget.lines.map(({ side = 'revenue', kind = 'line', name, names, amount, parent }) => {
        const plan = parseMoney(amount, 'thousandSom')
        if (!plan.ok) throw new Error(`${key} ${year}: ${amount}`)
        return {
          side,
          kind,
          name,
          names,
          parent,
          plan: plan.value,
          printedPlan: amount,
          isDelegated: false,
          totalOf: kind === 'total' ? 'all' : undefined,
        }
      }),
    })
    if (!published.ok) throw new Error(`${key} ${year}: ${published.refusals[0].code}`)
  }
}
