import { boolean, date, index, instant, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'
import { pbCycle } from './pbCycles.ts'
import { pbProposal } from './pbProposals.ts'

/** A winning proposal on its way to being built. */
export const pbProject = table(
  'pb_project',
  {
    /** The proposal's id. */
    id: text('id')
      .primaryKey()
      .references(() => pbProposal.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    /** What it won with, in tyiyn. */
    price: integer('price').notNull(),
    /** End and cost, in tyiyn, as they were planned before the plan was first moved; none while it stands as it was made. */
    firstEnd: date('first_end'),
    firstCost: integer('first_cost'),
    finishedOn: date('finished_on'),
    version: integer('version').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [index('pb_project_cycle').on(t.cycleId), index('pb_project_municipality').on(t.municipalityId)],
)

/** A stage of the work, planned and as it went. */
export const pbStage = table(
  'pb_stage',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => pbProject.id),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    plannedFrom: date('planned_from'),
    plannedTo: date('planned_to'),
    actualFrom: date('actual_from'),
    actualTo: date('actual_to'),
    /** In tyiyn. */
    plannedCost: integer('planned_cost'),
    actualCost: integer('actual_cost'),
    /** What was planned before the stage was first moved. */
    firstTo: date('first_to'),
    firstCost: integer('first_cost'),
  },
  t => [uniqueIndex('pb_stage_position').on(t.projectId, t.position)],
)

export const pbContract = table(
  'pb_contract',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => pbProject.id),
    contractor: text('contractor').notNull(),
    number: text('number'),
    subject: text('subject').notNull(),
    /** In tyiyn. */
    amount: integer('amount').notNull(),
    signedOn: date('signed_on').notNull(),
    /** Address of the tender on the state's own portal. */
    tenderUrl: text('tender_url'),
  },
  t => [index('pb_contract_project').on(t.projectId)],
)

/** What is told of a project: news, a delay with its reason, a visit of a monitoring group, a plan that was moved, an end with stages open. */
export const pbProjectNews = table(
  'pb_project_news',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => pbProject.id),
    kind: text('kind').$type<'news' | 'delay' | 'visit' | 'plan' | 'unfinished'>().notNull(),
    text: text('text').notNull(),
    /** Of a visit: the group, and its day. Of a delay and of a plan: the new end. */
    group: text('group_name'),
    day: date('day'),
    /** Of a plan: its end before, and its cost before and now, in tyiyn. */
    dayWas: date('day_was'),
    costWas: integer('cost_was'),
    cost: integer('cost'),
    at: instant('at').notNull(),
  },
  t => [index('pb_project_news_project').on(t.projectId, t.at)],
)

/** Lines of the execution budget that the project's money was spent from. */
export const pbProjectLine = table(
  'pb_project_line',
  {
    projectId: text('project_id')
      .notNull()
      .references(() => pbProject.id),
    budgetLineId: text('budget_line_id').notNull(),
    name: text('name').notNull(),
  },
  t => [primaryKey({ columns: [t.projectId, t.budgetLineId] })],
)

/** What a resident says of the finished work: one for each, by a keyed hash. */
export const pbConfirmation = table(
  'pb_confirmation',
  {
    projectId: text('project_id')
      .notNull()
      .references(() => pbProject.id),
    resident: text('resident').notNull(),
    answer: text('answer').$type<'yes' | 'partly' | 'no'>().notNull(),
    note: text('note'),
    /** The note was looked at and may be shown. */
    noteShown: boolean('note_shown').notNull().default(false),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.projectId, t.resident] })],
)

/** Addresses of those who asked to be told of a proposal or project; erased when it is over. */
export const pbFollower = table(
  'pb_follower',
  {
    id: text('id').primaryKey(),
    proposalId: text('proposal_id')
      .notNull()
      .references(() => pbProposal.id),
    email: text('email').notNull(),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    token: text('token').notNull(),
    confirmedAt: instant('confirmed_at'),
    askedAt: instant('asked_at').notNull(),
    eraseOn: date('erase_on').notNull(),
  },
  t => [
    uniqueIndex('pb_follower_email').on(t.proposalId, t.email),
    uniqueIndex('pb_follower_token').on(t.token),
    index('pb_follower_erase').on(t.eraseOn),
  ],
)
