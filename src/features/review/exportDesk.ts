import { recordAudit } from '#features/audit/recordAudit.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { eachQueueItem, type QueueItem } from '#features/feedback/readFeedbackQueue.ts'
import type { QueueFilters } from '#features/feedback/rules/queue.ts'
import type { TotalsQuestion } from '#features/feedback/rules/totalsQuestion.ts'
import { subjectLabel } from '#features/feedback/subjectLabel.ts'
import { words as feedbackWords } from '#features/feedback/words.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { instantInBishkek } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { CSV_TYPE, type SheetColumn, writeCsv, writeXlsx, XLSX_TYPE } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { readTotals } from './readTotals.ts'
import type { ShownCell } from './rules/totalsTable.ts'
import { words } from './words.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
/** More words than this do not fit a sheet that people open; a narrower filter does. */
export const MOST_EXPORTED = 20_000

export interface ExportedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** The queue as a sheet: every word that passes the filters, with the words as sent and as published, never with contact. */
export async function exportQueue(
  app: App,
  viewer: Viewer,
  filters: QueueFilters,
  format: ExportFormat,
  lang: Lang,
): Promise<Result<ExportedFile, 'forbidden' | 'export.tooMany'>> {
  if (!may(viewer, 'desk.export')) return err('forbidden')
  const items: QueueItem[] = []
  for await (const page of eachQueueItem(app, { ...filters, after: undefined }, MOST_EXPORTED + 1)) items.push(...page)
  if (items.length > MOST_EXPORTED) return err('export.tooMany', { values: { most: MOST_EXPORTED } })
  const file = await sheet(format, 'feedback', await queueColumns(app, lang), items)
  const { text, place, ...rest } = filters
  await writeTrail(app, viewer, 'queue', {
    ...flat({ ...rest, after: undefined }),
    place: place ?? '',
    hasText: text !== undefined,
    format,
    words: items.length,
  })
  return ok(file)
}

async function queueColumns(app: App, lang: Lang): Promise<SheetColumn<QueueItem>[]> {
  const [t, f] = [words(lang), feedbackWords(lang)]
  const catalogue = readCatalogue()
  const services = new Map(catalogue.services.map(item => [item.code, item.names[lang]]))
  const places = new Map(
    (await readUnitTree(app)).flatMap(oblast =>
      [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)].map(
        unit => [unit.id, { oblast: oblast.names[lang], name: unit.names[lang] }] as const,
      ),
    ),
  )
  return [
    { heading: t('export.reference'), value: item => item.reference },
    { heading: t('export.submittedAt'), value: item => instantInBishkek(item.submittedAt), width: 26 },
    { heading: t('axis.oblast'), value: item => places.get(item.municipalityId)?.oblast, width: 24 },
    { heading: t('axis.municipality'), value: item => places.get(item.municipalityId)?.name ?? item.municipalityId, width: 28 },
    { heading: t('filter.kind'), value: item => f.data(`kind.${item.kind}`) },
    { heading: t('export.about'), value: item => f.data(`subject.${item.subject.type}`), width: 24 },
    { heading: t('export.subject'), value: item => subjectLabel(lang, catalogue, item.subject, item.catalogueCode), width: 40 },
    { heading: t('export.code'), value: item => item.catalogueCode },
    { heading: t('axis.code'), value: item => services.get(item.catalogueCode ?? ''), width: 40 },
    {
      heading: t('export.mean'),
      value: item => (item.ratingMean === undefined ? undefined : Math.round(item.ratingMean * 100) / 100),
    },
    { heading: t('filter.state'), value: item => t.data(`state.${item.moderation}`) },
    { heading: t('item.channel'), value: item => t.data(`channel.${item.channel}`) },
    { heading: t('export.language'), value: item => item.language },
    { heading: t('item.original'), value: item => item.text, width: 60 },
    { heading: t('item.published'), value: item => item.publishedText, width: 60 },
    { heading: t('export.demo'), value: item => item.isDemo },
  ]
}

interface TotalsRow {
  readonly name: string
  readonly cells: readonly ShownCell[]
}

/** Aggregates as a sheet, with the same cells hidden as on the page. */
export async function exportTotals(
  app: App,
  viewer: Viewer,
  question: TotalsQuestion,
  format: ExportFormat,
  lang: Lang,
): Promise<Result<ExportedFile, 'forbidden' | 'totals.backwards'>> {
  if (!may(viewer, 'desk.export')) return err('forbidden')
  const totals = await readTotals(app, viewer, question, lang)
  if (!totals.ok) return totals
  const { rowNames, columnNames, cells } = totals.value
  const t = words(lang)
  const rows: TotalsRow[] = cells.map((line, index) => ({ name: rowNames[index] ?? t('totals.total'), cells: line }))
  const hidden = t('totals.hiddenShort')
  const of = (at: number, value: (cell: Extract<ShownCell, { shown: true }>) => number | undefined) => (row: TotalsRow) => {
    const cell = row.cells[at]
    return cell === undefined ? undefined : cell.shown ? value(cell) : hidden
  }
  const rounded = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 100) / 100)
  const columns: SheetColumn<TotalsRow>[] = [
    { heading: t(`axis.${question.rows}`), value: row => row.name, width: 44 },
    ...[...columnNames, ...(question.columns === 'none' ? [] : [t('totals.total')])].flatMap((name, at) =>
      question.measure === 'words'
        ? [{ heading: name, value: of(at, cell => cell.n) }]
        : [
            { heading: `${name}: ${t('totals.mean')}`, value: of(at, cell => rounded(cell.score?.mean)) },
            { heading: `${name}: n`, value: of(at, cell => cell.n) },
            { heading: `${name}: ${t('totals.low')}`, value: of(at, cell => rounded(cell.score?.low)) },
            { heading: `${name}: ${t('totals.high')}`, value: of(at, cell => rounded(cell.score?.high)) },
          ],
    ),
  ]
  await writeTrail(app, viewer, 'totals', { ...flat(question), format })
  return ok(await sheet(format, 'totals', columns, rows))
}

async function sheet<Row>(
  format: ExportFormat,
  what: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<ExportedFile> {
  return format === 'csv'
    ? { name: `ashar-${what}.csv`, type: CSV_TYPE, bytes: writeCsv(columns, rows) }
    : { name: `ashar-${what}.xlsx`, type: XLSX_TYPE, bytes: await writeXlsx(what, columns, rows) }
}

const flat = (values: object): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string | number] => ['string', 'number'].includes(typeof pair[1])),
  )

const writeTrail = (app: App, viewer: Viewer, what: string, detail: Record<string, string | number | boolean>): Promise<void> =>
  app.store.write(tx =>
    recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'desk.exported',
      subject: { type: 'export', id: what },
      reason: 'downloaded from the desk',
      detail,
    }),
  )
