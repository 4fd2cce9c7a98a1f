import { attachDocument } from '#features/documents/attachDocument.ts'
import { keepFile } from '#features/documents/keepFile.ts'
import { removeDocument, withdrawDocuments } from '#features/documents/publishDocuments.ts'
import type { Writing } from '#db/store.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { addEvent } from './addEvent.ts'
import { type Opened, authorOf } from './authorOf.ts'
import { closeProposalChange } from './closeChange.ts'
import type { AuthorForm } from './forms/proposalForms.ts'
import { indexProposal } from './indexProposal.ts'
import { inviteCoauthor } from './coauthors.ts'
import { MOST_PHOTOS, readPhoto } from './photos.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { withdrawnEraseOn } from './rules/keeping.ts'
import { fitProposal } from './rules/newProposal.ts'
import { mayAppeal, mayChange, mayWithdraw } from './rules/proposal.ts'
import { countOpenAppeals, insertAppeal, keepAuthorsUntil } from './store/authors.ts'
import { selectProposal, updateProposal } from './store/proposals.ts'
import { selectReviews } from './store/reviews.ts'
import { tellAboutProposal } from './tellAboutProposal.ts'

/**
 * Does what who holds a proposal's code posted: changes its words or photos until the review begins, names a co-author, takes it
 * back with a reason until the vote, objects to a released answer. What was on the list and is changed waits for the office
 * again. Refuses a wrong code, what is not possible now, and a proposal that was changed meanwhile.
 */
export async function actAsAuthor(app: App, id: string, code: string, form: AuthorForm): Promise<Result<void>> {
  const opened = await authorOf(app, id, code)
  if (!opened.ok) return opened
  switch (form.do) {
    case 'change':
      return changeWords(app, opened.value, form)
    case 'photo':
      return addPhoto(app, opened.value, form.file)
    case 'removePhoto':
      return dropPhoto(app, opened.value, form.document)
    case 'coauthor':
      return inviteCoauthor(app, opened.value, { name: form.coauthorName, email: form.coauthorEmail })
    case 'withdraw':
      return withdraw(app, opened.value, form.reason)
    case 'appeal':
      return appeal(app, opened.value, form.appeal)
  }
}

type Act<T> = (app: App, opened: Opened, given: T) => Promise<Result<void>>

const changeWords: Act<Extract<AuthorForm, { do: 'change' }>> = async (app, { proposal, cycle }, form) => {
  const at = app.now()
  if (!mayChange(cycle, proposal, at)) return err('proposal.changeOver')
  const fits = fitProposal({ ...form, areaId: form.area }, cycle)
  if (!fits.ok) return fits
  const { title, text, placeName = null, latitude = null, longitude = null, roughCost = null, areaId } = fits.value
  return app.store.write(async (tx): Promise<Result<void>> => {
    const words = { title, text, placeName, latitude, longitude, roughCost, areaId: areaId ?? null }
    // Another title makes the office's translations of the old one wrong.
    const titles = title === proposal.title ? {} : { titleKy: null, titleRu: null, titleEn: null }
    const seen = { id: proposal.id, version: form.version }
    if (!(await updateProposal(tx, seen, { ...words, ...titles, state: 'waiting', changedAt: at })))
      return err('edited.meanwhile')
    return waitAgain(app, tx, { proposal, cycle }, 'proposal.changed')
  })
}

const addPhoto: Act<File | undefined> = async (app, { proposal, cycle }, file) => {
  if (!mayChange(cycle, proposal, app.now())) return err('proposal.changeOver')
  const mine = (await readDocuments(app, 'proposal', [proposal.id])).get(proposal.id) ?? []
  if (mine.length >= MOST_PHOTOS) return err('proposal.photosMost', { path: 'file', values: { most: MOST_PHOTOS } })
  const checked = await readPhoto(app, file)
  if (!checked.ok) return checked
  const kept = await keepFile(app, checked.value)
  return app.store.write(async (tx): Promise<Result<void>> => {
    const owner = { ownerType: 'proposal' as const, ownerId: proposal.id, municipalityId: cycle.municipalityId }
    const attached = await attachDocument(app, tx, { ...owner, kept, by: 'resident' })
    if (!attached.ok) return attached
    return touchWords(app, tx, { proposal, cycle }, 'proposal.photoAdded')
  })
}

const dropPhoto: Act<string> = async (app, { proposal, cycle }, id) => {
  if (!mayChange(cycle, proposal, app.now())) return err('proposal.changeOver')
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await removeDocument(app, tx, { ownerType: 'proposal', ownerId: proposal.id, id }))) return err('proposal.photoUnknown')
    return touchWords(app, tx, { proposal, cycle }, 'proposal.photoRemoved')
  })
}

/** A photo changes what everybody sees as words do. */
async function touchWords(app: App, tx: Writing, which: Pick<Opened, 'proposal' | 'cycle'>, action: string) {
  const moved = await updateProposal(tx, which.proposal, { state: 'waiting', changedAt: app.now() })
  return moved ? waitAgain(app, tx, which, action) : err('edited.meanwhile')
}

async function waitAgain(app: App, tx: Writing, { proposal, cycle }: Pick<Opened, 'proposal' | 'cycle'>, action: string) {
  // An answer may have gone out early: a price is not one for other words.
  const review = (await selectReviews(tx, [proposal.id])).get(proposal.id)
  if (!mayChange(cycle, proposal, app.now(), review)) return err('proposal.changeOver')
  const now = await selectProposal(tx, proposal.id)
  await withdrawDocuments(app, tx, 'proposal', proposal.id)
  if (now) await indexProposal(tx, now, cycle)
  if (proposal.state === 'listed') await addEvent(app, tx, { proposalId: proposal.id, kind: 'changed', by: 'author' })
  const change = { at: app.now(), actor: 'resident', action, proposalId: proposal.id, reason: 'its author changed it' }
  await closeProposalChange(tx, cycle, change)
  return ok()
}

const withdraw: Act<string> = async (app, { proposal, cycle }, reason) => {
  const at = app.now()
  if (!mayWithdraw(cycle, proposal, at)) return err('proposal.withdrawOver')
  // What nobody has read before is not read because it was taken back.
  const unread = proposal.state === 'waiting'
  const state = unread ? 'takenBack' : 'withdrawn'
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await updateProposal(tx, proposal, { state, stateReason: reason, changedAt: at }))) return err('edited.meanwhile')
    const gone = { ...proposal, state, stateReason: reason } as const
    if (unread) await withdrawDocuments(app, tx, 'proposal', proposal.id)
    await addEvent(app, tx, { proposalId: proposal.id, kind: 'withdrawn', note: reason, by: 'author' })
    await tellAboutProposal(app, tx, gone, { kind: 'withdrawn', text: reason, to: unread ? 'authors' : 'everybody' })
    await keepAuthorsUntil(tx, proposal.id, withdrawnEraseOn(at))
    await indexProposal(tx, gone, cycle)
    const change = {
      at,
      actor: 'resident',
      action: 'proposal.withdrawn',
      proposalId: proposal.id,
      reason: 'its author took it back',
    }
    await closeProposalChange(tx, cycle, change)
    return ok()
  })
}

const appeal: Act<string> = async (app, { proposal, cycle }, text) => {
  const at = app.now()
  const review = (await selectReviews(app.store.read, [proposal.id])).get(proposal.id)
  if (!mayAppeal(cycle, proposal, review, at)) return err('proposal.appealOver')
  return app.store.write(async (tx): Promise<Result<void>> => {
    if ((await countOpenAppeals(tx, proposal.id)) > 0) return err('proposal.appealOpen')
    await insertAppeal(tx, { id: app.newId(), proposalId: proposal.id, text, at })
    await addEvent(app, tx, { proposalId: proposal.id, kind: 'appealed', by: 'author' })
    const change = { at, actor: 'resident', action: 'proposal.appealed', proposalId: proposal.id, reason: 'its author objects' }
    await closeProposalChange(tx, cycle, change)
    // The trail lets one write through at a time: the same form sent twice at once is seen from here on.
    return (await countOpenAppeals(tx, proposal.id)) > 1 ? err('proposal.appealOpen') : ok()
  })
}
