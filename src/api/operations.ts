import { z } from 'zod'
import { budgetAnswer } from '#features/budgets/forms/budgetAnswer.ts'
import { feedAnswer, receiptsAnswer } from '#features/delivery/forms/deliveryAnswers.ts'
import { receiptsBody } from '#features/delivery/forms/receipts.ts'
import { feedbackAnswer, sentAnswer, servicesAnswer } from '#features/feedback/forms/feedbackAnswers.ts'
import { feedbackInput } from '#features/feedback/forms/feedbackInput.ts'
import { searchAnswer } from '#features/search/forms/searchAnswer.ts'
import { SEARCH_KINDS } from '#features/search/rules/document.ts'
import { cycleAnswer } from '#features/participatory-budgeting/cycles/forms/cycleAnswer.ts'
import { projectAnswer, receiptsListAnswer, resultAnswer } from '#features/participatory-budgeting/results/forms/resultAnswers.ts'
import { hearingAnswer } from '#features/hearings/forms/hearingAnswer.ts'
import { municipalityAnswer } from '#features/municipalities/forms/municipalityAnswer.ts'
import { reportAnswer } from '#features/reports/forms/reportAnswer.ts'
import { REPORT_TYPES } from '#features/reports/rules/report.ts'
import { practiceAnswer } from '#features/practices/forms/practiceAnswer.ts'
import { TOPICS } from '#features/practices/rules/topics.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { listOf, type Operation, pageQuery } from './operation.ts'

/** Every call of the API; tests/pages/api.test.ts holds it against the routes and against real answers. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/feedback',
    summary: "Send a resident's word to the municipality and DPI",
    tag: 'Feedback',
    headers: z.object({
      'Idempotency-Key': z
        .string()
        .max(200)
        .optional()
        .meta({ description: 'Makes a repeat answer as the first time, for a day' }),
    }),
    body: feedbackInput,
    answer: { status: 201, schema: sentAnswer },
    refusals: [400, 413, 415, 422, 429],
  },
  {
    method: 'get',
    path: '/api/v1/feedback/{reference}',
    summary: 'Follow a word: its public part, or the whole thread with its tracking code',
    tag: 'Feedback',
    parameters: z.object({ reference: z.string() }),
    query: z.object({ trackingCode: z.string().optional() }),
    answer: { status: 200, schema: feedbackAnswer },
    refusals: [404, 429],
  },
  {
    method: 'get',
    path: '/api/v1/services',
    summary: 'The catalogue of services and of the criteria by which residents rate them',
    tag: 'Feedback',
    answer: { status: 200, schema: servicesAnswer },
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/v1/municipalities',
    summary: 'Cities and aiyl aimaks that stand today',
    tag: 'Municipalities',
    query: z.object({
      ...pageQuery,
      oblast: z.string().optional().meta({ description: 'Id, SOATE code or address part of an oblast' }),
    }),
    answer: { status: 200, schema: listOf(municipalityAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/municipalities/{id}',
    summary: 'One municipality by id, SOATE code (of today or former) or address part',
    tag: 'Municipalities',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: municipalityAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/budgets',
    summary: 'Current budgets with their lines and findings',
    tag: 'Budgets',
    query: z.object({
      ...pageQuery,
      municipality: z.string().optional().meta({ description: 'Id, SOATE code or address part' }),
      year: z.coerce.number().int().optional(),
    }),
    answer: { status: 200, schema: listOf(budgetAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/budgets/{id}',
    summary: 'One version of a budget; with .csv or .xlsx after the id as a table, headings in the language of `lang`',
    tag: 'Budgets',
    parameters: z.object({ id: z.string() }),
    query: z.object({ lang: z.enum(LANGUAGES).optional() }),
    answer: { status: 200, schema: budgetAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/budgets/{id}/datapackage.json',
    summary: 'One version of a budget as a Fiscal Data Package 0.3',
    tag: 'Budgets',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: z.looseObject({ profile: z.literal('fiscal-data-package') }) },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/reports',
    summary: 'Reports of councils and executives to their community, the latest first',
    tag: 'Reports',
    query: z.object({
      ...pageQuery,
      municipality: z.string().optional().meta({ description: 'Id, SOATE code or address part' }),
      type: z.enum(REPORT_TYPES).optional(),
    }),
    answer: { status: 200, schema: listOf(reportAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/hearings',
    summary: 'Public hearings, the latest first, or those to come by date; with results once they are published',
    tag: 'Hearings',
    query: z.object({
      ...pageQuery,
      municipality: z.string().optional().meta({ description: 'Id, SOATE code or address part; of a raion or oblast too' }),
      kind: z.enum(['draftBudget', 'execution', 'other']).optional(),
      when: z.enum(['coming', 'past', 'all']).optional().meta({ description: 'All where not said' }),
    }),
    answer: { status: 200, schema: listOf(hearingAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/reports/{id}',
    summary: 'One report by id; a withdrawn one keeps its titles and the reason',
    tag: 'Reports',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: reportAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/search',
    summary: 'What is published and holds every word of `q`, whatever the endings and spelling of the words',
    tag: 'Search',
    query: z.object({
      q: z.string().meta({ description: 'Words; signs and operators mean nothing' }),
      lang: z.enum(LANGUAGES).optional().meta({ description: 'Things written in it come first; else Accept-Language' }),
      kind: z.enum(SEARCH_KINDS).optional(),
      municipality: z.string().optional().meta({ description: 'Id, SOATE code or address part' }),
      ...pageQuery,
    }),
    answer: { status: 200, schema: searchAnswer },
    refusals: [422, 429],
  },
  {
    method: 'get',
    path: '/api/v1/hearings/{id}',
    summary: 'One public hearing by its short id',
    tag: 'Hearings',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: hearingAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/cycles',
    summary: 'Cycles of participatory budgeting that were announced, the latest first',
    tag: 'Participatory budgeting',
    query: z.object({
      ...pageQuery,
      municipality: z.string().optional().meta({ description: 'Id, SOATE code or address part; a raion or an oblast too' }),
    }),
    answer: { status: 200, schema: listOf(cycleAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/cycles/{id}',
    summary: 'One cycle with its rules, its dates, and what was frozen of it',
    tag: 'Participatory budgeting',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: cycleAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/cycles/{id}/projects',
    summary: 'What stands on the ballots of a cycle, by id, and whether it is funded once that is announced',
    tag: 'Participatory budgeting',
    parameters: z.object({ id: z.string() }),
    query: z.object(pageQuery),
    answer: { status: 200, schema: listOf(projectAnswer) },
    refusals: [404, 422],
  },
  {
    method: 'get',
    path: '/api/v1/cycles/{id}/results',
    summary: 'The announced result: who won and why, what other rules would have chosen, and how to repeat the count',
    tag: 'Participatory budgeting',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: resultAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/cycles/{id}/receipts',
    summary: 'Receipt numbers and fingerprints in the ballot box, with the chain over them',
    tag: 'Participatory budgeting',
    parameters: z.object({ id: z.string() }),
    answer: { status: 200, schema: receiptsListAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/cycles/{id}.pb',
    summary: 'The ballots of a pot as a Pabulib file, as they were counted',
    tag: 'Participatory budgeting',
    parameters: z.object({ id: z.string() }),
    query: z.object({ area: z.string().optional().meta({ description: 'Needed where there are several' }) }),
    answer: { status: 200, mediaType: 'text/plain' },
    refusals: [404, 422],
  },
  {
    method: 'get',
    path: '/api/v1/practices',
    summary: 'The library of best practices, the newest first',
    tag: 'Practices',
    query: z.object({
      ...pageQuery,
      topic: z.enum(TOPICS).optional(),
      municipality: z.string().optional().meta({ description: 'Whose it is: id, SOATE code or address part' }),
      adoptedBy: z.string().optional().meta({ description: 'Who adopted or wants it: id, SOATE code or address part' }),
    }),
    answer: { status: 200, schema: listOf(practiceAnswer) },
    refusals: [422],
  },
  {
    method: 'get',
    path: '/api/v1/practices/{slug}',
    summary: 'One practice by its address part, with who adopted or wants it',
    tag: 'Practices',
    parameters: z.object({ slug: z.string() }),
    answer: { status: 200, schema: practiceAnswer },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/v1/deliveries/feedback',
    summary: 'Every envelope in order, to reconcile with what was received',
    tag: 'Deliveries to DPI',
    query: z.object(pageQuery),
    answer: { status: 200, schema: feedAnswer },
    refusals: [401, 422],
    forDpi: true,
  },
  {
    method: 'post',
    path: '/api/v1/deliveries/receipts',
    summary: 'Say which envelopes were received from the feed',
    tag: 'Deliveries to DPI',
    body: receiptsBody,
    answer: { status: 200, schema: receiptsAnswer },
    refusals: [400, 401, 413, 415, 422],
    forDpi: true,
  },
]
