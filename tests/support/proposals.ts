import { addEvent } from '#features/participatory-budgeting/proposals/addEvent.ts'
import type { NewProposalForm } from '#features/participatory-budgeting/proposals/forms/proposalForms.ts'
import { indexProposal } from '#features/participatory-budgeting/proposals/indexProposal.ts'
import { type SentProposal, sendProposal } from '#features/participatory-budgeting/proposals/sendProposal.ts'
import { selectProposal, updateProposal } from '#features/participatory-budgeting/proposals/store/proposals.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'
import { must } from './hearings.ts'

/** What a resident types into the form, checked. */
export const typedProposal = (more: Partial<NewProposalForm> = {}): NewProposalForm => ({
  title: 'Мектептин жанына көпүрө',
  text: 'Балдар суудан өтүп мектепке барат, көпүрө жок.',
  areaId: undefined,
  placeName: 'Ала-Бука айылы',
  latitude: undefined,
  longitude: undefined,
  roughCost: 30_000_000 as Tyiyn,
  language: 'ky',
  name: 'Айбек Т.',
  showName: true,
  email: 'aibek@example.kg',
  phone: undefined,
  resident: true,
  form: 'secret-of-one-form',
  ...more,
})

/** A proposal that was sent and put on the list. */
export async function listedProposal(app: App, cycle: Cycle, more: Partial<NewProposalForm> = {}): Promise<SentProposal> {
  const sent = must(await sendProposal(app, { cycleId: cycle.id, form: typedProposal(more), language: 'ky' }))
  await app.store.write(async tx => {
    const one = await selectProposal(tx, sent.id)
    if (!one) throw new Error('it was sent a moment ago')
    await updateProposal(tx, one, { state: 'listed', changedAt: app.now() })
    await addEvent(app, tx, { proposalId: one.id, kind: 'listed', by: 'office' })
    await indexProposal(tx, { ...one, state: 'listed' }, cycle)
  })
  return sent
}
