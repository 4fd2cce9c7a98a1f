import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Writing } from '#db/store.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle } from '../cycles/officeCycle.ts'
import { addEvent } from './addEvent.ts'
import { indexProposal } from './indexProposal.ts'
import { closeReview, isFrozen } from './officeProposal.ts'
import { makeProposalId, type Proposal } from './rules/proposal.ts'
import { moveSupports } from './store/joined.ts'
import { insertProposal, insertProposalLink, selectProposals, updateProposal } from './store/proposals.ts'
import { tellOfReview } from './tellOfReview.ts'

/** A proposal that the office writes out of others. */
export interface NewText {
  readonly title: string
  readonly text: string
  readonly language: 'ky' | 'ru' | 'en'
}

/**
 * Merges listed proposals into one of them or into a new text of the office. The trace leads both ways, supporters are counted
 * once for what they are merged into, and the authors are told. Refuses fewer than two, proposals of several areas, and `review.frozen`.
 */
export async function mergeProposals(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly ids: readonly string[]; readonly into: string | NewText; readonly reason: string },
): Promise<Result<{ id: string }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'proposal.review')
  if (!found.ok) return found
  const { into, reason } = asked
  const newId = makeProposalId(app.random)
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ id: string }>> => {
    const listed = await selectListed(tx, found.value, at, asked.ids)
    if (!listed.ok) return listed
    const from = listed.value.filter(one => one.id !== into)
    const [first] = listed.value
    if (!first || listed.value.length < 2) return err('merge.two', { path: 'ids' })
    if (typeof into === 'string' && from.length === listed.value.length) return err('merge.into', { path: 'into' })
    if (listed.value.some(one => one.areaId !== first.areaId)) return err('merge.areas', { path: 'ids' })
    const id = typeof into === 'string' ? into : newId
    if (typeof into !== 'string') await insertNew(app, tx, found.value, { ...into, id, like: first, kind: 'merged' })
    const targets = [id]
    await leadOn(app, tx, found.value, { from, targets, kind: 'merged', reason })
    await closeReview(tx, viewer, found.value.cycle, {
      ...{ at, action: 'proposal.merged', subject: id, reason, detail: { merged: from.map(one => one.id).join(' ') } },
    })
    return ok({ id })
  })
}

/**
 * Splits a listed proposal into several new texts of the office. Who supported the whole supports each part; the authors are
 * told. Refuses fewer than two parts and `review.frozen`.
 */
export async function splitProposal(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly id: string; readonly parts: readonly NewText[]; readonly reason: string },
): Promise<Result<{ ids: readonly string[] }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'proposal.review')
  if (!found.ok) return found
  if (asked.parts.length < 2) return err('split.two', { path: 'parts' })
  const { reason } = asked
  const at = app.now()
  const parts = asked.parts.map(part => ({ ...part, id: makeProposalId(app.random) }))
  return app.store.write(async (tx): Promise<Result<{ ids: readonly string[] }>> => {
    const listed = await selectListed(tx, found.value, at, [asked.id])
    if (!listed.ok) return listed
    const [whole] = listed.value
    if (!whole) return err('review.notListed')
    for (const part of parts) await insertNew(app, tx, found.value, { ...part, like: whole, kind: 'split' })
    const targets = parts.map(one => one.id)
    await leadOn(app, tx, found.value, { from: listed.value, targets, kind: 'split', reason })
    const detail = { parts: targets.join(' ') }
    await closeReview(tx, viewer, found.value.cycle, { at, action: 'proposal.split', subject: asked.id, reason, detail })
    return ok({ ids: targets })
  })
}

async function selectListed(
  tx: Writing,
  { cycle }: OfficeCycle,
  at: Date,
  ids: readonly string[],
): Promise<Result<Proposal[], 'review.frozen' | 'review.notListed'>> {
  if (await isFrozen(tx, cycle, at)) return err('review.frozen')
  const listed = await selectProposals(tx, { cycleId: cycle.id, ids: [...new Set(ids)], states: ['listed'] })
  return listed.length === new Set(ids).size ? ok(listed) : err('review.notListed')
}

/** The office's new text, on the list at once: in the same area and place as what it comes from. */
async function insertNew(
  app: App,
  tx: Writing,
  { cycle }: OfficeCycle,
  one: NewText & { readonly id: string; readonly like: Proposal; readonly kind: 'merged' | 'split' },
): Promise<void> {
  const { id, title, text, language, like } = one
  const { cycleId, areaId, placeName, latitude, longitude, isDemo } = like
  const at = app.now()
  const row = { id, title, text, language, cycleId, areaId, placeName, latitude, longitude, isDemo }
  const inserted = await insertProposal(tx, { ...row, state: 'listed', origin: 'office', createdAt: at, changedAt: at })
  if (!inserted) throw new Error('two proposals drew one id')
  const made = { ...like, ...row, titles: {}, state: 'listed', origin: 'office', createdAt: at, changedAt: at } as const
  await indexProposal(tx, made, cycle)
}

async function leadOn(
  app: App,
  tx: Writing,
  { cycle, municipality }: OfficeCycle,
  {
    from,
    targets,
    kind,
    reason,
  }: { from: readonly Proposal[]; targets: readonly string[]; kind: 'merged' | 'split'; reason: string },
): Promise<void> {
  const at = app.now()
  await moveSupports(
    tx,
    from.map(one => one.id),
    targets,
  )
  for (const one of from) {
    if (!(await updateProposal(tx, one, { state: kind, stateReason: reason, changedAt: at })))
      throw new Error('a proposal moved inside the write that read it')
    for (const toId of targets) await insertProposalLink(tx, { fromId: one.id, toId, kind, reason, at })
    await addEvent(app, tx, { proposalId: one.id, kind, note: reason, by: 'office' })
    await indexProposal(tx, { ...one, state: kind }, cycle)
    const template = kind === 'merged' ? 'proposalMerged' : 'proposalSplit'
    await tellOfReview(app, tx, one, municipality, { template, text: reason })
  }
  for (const proposalId of targets) await addEvent(app, tx, { proposalId, kind, note: reason, by: 'office' })
}
