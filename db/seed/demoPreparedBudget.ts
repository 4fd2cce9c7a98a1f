import { prepareBudget } from '#features/budgets/prepareBudget.ts'
import { readOfficeBudgets } from '#features/budgets/readOfficeBudgets.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { App } from '#src/app.ts'

const [PLACE, YEAR] = ['ala-buka', 2027] as const

/** A draft as an accountant would bring it: the printed total of spending forgets the last line, which was added late. */
const FILE = [
  'Аталышы;2026-жыл бекитилген, миң сом;2027-жыл долбоор, миң сом',
  'Кирешелер;;',
  'Киреше салыгы;38 400;41 900',
  'Жер салыгы;17 250;18 600',
  'Мүлк салыгы;11 800;12 300',
  'Республикалык бюджеттен теңдөөчү трансферт;112 600;118 400',
  'Кирешелердин жыйынтыгы;180 050;191 200',
  'Чыгашалар;;',
  'Айыл өкмөтүнүн аппараты;52 300;55 100',
  'Бала бакчалар;41 750;44 600',
  'Көчө жарыгы;9 400;10 200',
  'Ички жолдорду оңдоо;31 600;34 500',
  'Таза суу түтүктөрүн жаңылоо;28 000;27 300',
  'Китепканалар жана маданият үйлөрү;17 000;17 900',
  'Таштанды чыгаруу үчүн техника;;1 600',
  'Чыгашалардын жыйынтыгы;180 050;189 600',
].join('\n')

/** A prepared budget with a question open, for the office of one municipality. Does nothing where the year is under way already. */
export async function seedDemoPreparedBudget(app: App): Promise<void> {
  const municipality = await readMunicipality(app, PLACE)
  if (!municipality) throw new Error(`no municipality ${PLACE}`)
  const office = await readOfficeBudgets(app, OPERATOR, municipality.id)
  if (!office.ok) throw new Error(office.refusals[0].code)
  if ([...office.value.prepared, ...office.value.published].some(one => one.year === YEAR)) return
  const brought = await prepareBudget(app, OPERATOR, {
    municipality: PLACE,
    year: YEAR,
    stage: 'draft',
    fileName: 'Демо: 2027-жылдын бюджетинин долбоору.csv',
    sourceTitle: 'Демо: ойдон чыгарылган сандар',
    bytes: Buffer.from(FILE),
    isDemo: true,
  })
  if (!brought.ok) throw new Error(`${PLACE} ${YEAR}: ${brought.refusals[0].code}`)
}
