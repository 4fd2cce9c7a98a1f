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
  /** What was planned before it was first moved. */
  readonly firstTo?: IsoDate | undefined
  readonly firstCost?: Tyiyn | undefined
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
/** Beside what the office tells: a plan that was moved, and work that ended with stages open. */
export type NewsKind = (typeof NEWS_KINDS)[number] | 'plan' | 'unfinished'
export interface ProjectNews {
  readonly id: string
  readonly kind: NewsKind
  readonly text: string
  /** Of a visit: the group. */
  readonly group?: string | undefined
  /** Of a visit: its day; of a delay and of a plan: the new end. */
  readonly day?: IsoDate | undefined
  /** Of a plan: what it was before, and its cost now. */
  readonly dayWas?: IsoDate | undefined
  readonly costWas?: Tyiyn | undefined
  readonly cost?: Tyiyn | undefined
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
  /** As they were planned before the plan was first moved. */
  readonly firstEnd?: IsoDate | undefined
  readonly firstCost?: Tyiyn | undefined
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

/** The end that stages plan: the last one's. */
export const endOf = (stages: readonly Stage[]): IsoDate | undefined => latest(stages.map(one => one.plannedTo))

export const STATES = ['late', 'underWay', 'notStarted', 'finished'] as const
export interface Progress {
  readonly state: (typeof STATES)[number]
  /** As it was first planned: the last stage's. */
  readonly plannedEnd: IsoDate | undefined
  /** As it is planned now, where that was moved. */
  readonly movedEnd: IsoDate | undefined
  /** The end that the latest delay names; undefined where none was said. */
  readonly newEnd: IsoDate | undefined
  /** Days after the end that was first planned, until it was finished or until today; 0 where it is in time or nothing was planned. */
  readonly lateDays: number
  /** Days between the end that was first planned and the one that is said now; 0 where none was said or it is done. */
  readonly willBeLateDays: number
}

const DAY_MS = 86_400_000
const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/**
 * Where a project stands: a delay counts from the day it is announced, and without an announcement from the day the plan is
 * over, so that silence does not look like being in time. It is judged by the first plan: moving the plan makes nothing punctual.
 */
export function progressOf(project: Pick<Project, 'stages' | 'news' | 'finishedOn' | 'firstEnd'>, today: IsoDate): Progress {
  const nowEnd = endOf(project.stages)
  const plannedEnd = project.firstEnd ?? nowEnd
  const movedEnd = nowEnd === plannedEnd ? undefined : nowEnd
  // The news are the latest first.
  const newEnd = project.news.find(one => one.kind === 'delay' && one.day !== undefined)?.day
  const end = project.finishedOn ?? today
  const overdue = plannedEnd === undefined ? 0 : Math.max(0, daysBetween(plannedEnd, end))
  const until = project.finishedOn === undefined ? (newEnd ?? movedEnd) : undefined
  const willBeLateDays = plannedEnd && until ? Math.max(0, daysBetween(plannedEnd, until)) : 0
  const ends = { plannedEnd, movedEnd, newEnd, lateDays: overdue, willBeLateDays }
  if (project.finishedOn !== undefined) return { state: 'finished', ...ends }
  const after = (day: IsoDate | undefined) => plannedEnd !== undefined && day !== undefined && day > plannedEnd
  const isLate = overdue > 0 || after(newEnd) || after(movedEnd)
  if (isLate) return { state: 'late', ...ends }
  return { state: project.stages.some(one => one.actualFrom !== undefined) ? 'underWay' : 'notStarted', ...ends }
}

/** Names of the stages that did not end. */
export const openStages = ({ stages }: Pick<Project, 'stages'>): string[] =>
  stages.filter(one => one.actualTo === undefined).map(one => one.name)

export type StageState = 'done' | 'late' | 'now' | 'ahead'
export function stageState(stage: Stage, today: IsoDate): StageState {
  if (stage.actualTo !== undefined) return 'done'
  const due = stage.firstTo ?? stage.plannedTo
  if (due !== undefined && due < today) return 'late'
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
