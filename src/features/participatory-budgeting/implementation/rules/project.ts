import type { IsoDate } from '#platform/dates.ts'
import type { Tyiyn } from '#platform/money.ts'

/** A stage of the work, planned and as it went. */
export interface Stage {
  readonly id: string
  readonly name: string
  readonly plannedFrom?: IsoDate | undefined
  readonly plannedTo?: IsoDate | undefined
  readonly actualFrom?: IsoDate | undefined
  readonly actualTo?: IsoDate | undefined
  readonly plannedCost?: Tyiyn | undefined
  readonly actualCost?: Tyiyn | undefined
}

export interface Contract {
  readonly id: string
  readonly contractor: string
  readonly number?: string | undefined
  readonly subject: string
  readonly amount: Tyiyn
  readonly signedOn: IsoDate
  /** Address of the tender on the state's own portal. */
  readonly tenderUrl?: string | undefined
}

export const NEWS_KINDS = ['news', 'delay', 'visit'] as const
export type NewsKind = (typeof NEWS_KINDS)[number]
export interface ProjectNews {
  readonly id: string
  readonly kind: NewsKind
  readonly text: string
  /** Of a visit: the group. */
  readonly group?: string | undefined
  /** Of a visit: its day; of a delay: the new end. */
  readonly day?: IsoDate | undefined
  readonly at: Date
}

/** A line of an execution budget that the project's money was spent from, as it was called when it was chosen. */
export interface ProjectLine {
  readonly budgetLineId: string
  readonly name: string
}

export const ANSWERS = ['yes', 'partly', 'no'] as const
export type Answer = (typeof ANSWERS)[number]

/** A winning proposal on its way to being built. */
export interface Project {
  /** The proposal's. */
  readonly id: string
  readonly cycleId: string
  readonly municipalityId: string
  /** What it won with. */
  readonly price: Tyiyn
  readonly finishedOn?: IsoDate | undefined
  readonly version: number
  readonly stages: readonly Stage[]
  readonly contracts: readonly Contract[]
  /** The latest first. */
  readonly news: readonly ProjectNews[]
  readonly lines: readonly ProjectLine[]
  readonly isDemo: boolean
}

const latest = (days: readonly (IsoDate | undefined)[]): IsoDate | undefined =>
  days.filter(day => day !== undefined).sort((a, b) => (a < b ? -1 : 1)).at(-1) // prettier-ignore

export const STATES = ['late', 'underWay', 'notStarted', 'finished'] as const
export interface Progress {
  readonly state: (typeof STATES)[number]
  /** As it was planned: the last stage's. */
  readonly plannedEnd: IsoDate | undefined
  /** The end that the latest delay names; undefined where none was said. */
  readonly newEnd: IsoDate | undefined
  /** Days after the planned end, until it was finished or until today; 0 where it is in time or nothing was planned. */
  readonly lateDays: number
}

const DAY_MS = 86_400_000
const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/**
 * Where a project stands: a delay counts from the day it is announced, and without an announcement from the day the plan is
 * over, so that silence does not look like being in time.
 */
export function progressOf(project: Pick<Project, 'stages' | 'news' | 'finishedOn'>, today: IsoDate): Progress {
  const plannedEnd = latest(project.stages.map(one => one.plannedTo))
  // The news are the latest first.
  const newEnd = project.news.find(one => one.kind === 'delay' && one.day !== undefined)?.day
  const end = project.finishedOn ?? today
  const overdue = plannedEnd === undefined ? 0 : Math.max(0, daysBetween(plannedEnd, end))
  const ends = { plannedEnd, newEnd, lateDays: overdue }
  if (project.finishedOn !== undefined) return { state: 'finished', ...ends }
  const isLate = overdue > 0 || (plannedEnd !== undefined && newEnd !== undefined && newEnd > plannedEnd)
  if (isLate) return { state: 'late', ...ends }
  return { state: project.stages.some(one => one.actualFrom !== undefined) ? 'underWay' : 'notStarted', ...ends }
}

export type StageState = 'done' | 'late' | 'now' | 'ahead'
export function stageState(stage: Stage, today: IsoDate): StageState {
  if (stage.actualTo !== undefined) return 'done'
  if (stage.plannedTo !== undefined && stage.plannedTo < today) return 'late'
  return stage.actualFrom !== undefined ? 'now' : 'ahead'
}

const sum = (amounts: readonly (Tyiyn | undefined)[]): Tyiyn => amounts.reduce<number>((all, one) => all + (one ?? 0), 0) as Tyiyn

/** Money of a project: what it won with, what its stages plan, what contracts bind, what was paid; undefined where nothing is said. */
export interface ProjectMoney {
  readonly price: Tyiyn
  readonly planned: Tyiyn | undefined
  readonly contracted: Tyiyn | undefined
  readonly spent: Tyiyn | undefined
}
export function moneyOf({ price, stages, contracts }: Pick<Project, 'price' | 'stages' | 'contracts'>): ProjectMoney {
  const said = (amounts: readonly (Tyiyn | undefined)[]) => (amounts.some(one => one !== undefined) ? sum(amounts) : undefined)
  return {
    price,
    planned: said(stages.map(one => one.plannedCost)),
    contracted: said(contracts.map(one => one.amount)),
    spent: said(stages.map(one => one.actualCost)),
  }
}

/** Why a plan cannot be kept: a stage that ends before it begins, or that went on tomorrow. */
export function stageFault(
  stage: Stage,
  today: IsoDate,
): { field: string; code: 'project.backwards' | 'project.future' } | undefined {
  const { plannedFrom, plannedTo, actualFrom, actualTo } = stage
  if (plannedFrom && plannedTo && plannedTo < plannedFrom) return { field: 'plannedTo', code: 'project.backwards' }
  if (actualFrom && actualFrom > today) return { field: 'actualFrom', code: 'project.future' }
  if (actualTo && actualTo > today) return { field: 'actualTo', code: 'project.future' }
  if (actualTo && (!actualFrom || actualTo < actualFrom)) return { field: 'actualTo', code: 'project.backwards' }
  return undefined
}

/** What residents say of the finished work. */
export interface Confirmations {
  readonly n: number
  readonly counts: Readonly<Record<Answer, number>>
  /** Those that were looked at and may be shown. */
  readonly notes: readonly { readonly answer: Answer; readonly note: string; readonly at: Date }[]
}

/** Before, during or after: where a picture of a project belongs. */
export const PICTURES = ['before', 'during', 'after'] as const
export type PictureOf = (typeof PICTURES)[number]
/** The owner of a project's pictures in the documents room. */
export const pictureOwner = (projectId: string, of: PictureOf): string => `${projectId}/${of}`
