import { createHmac } from 'node:crypto'
import { queueNotice } from '#features/notices/queueNotice.ts'
import { codeOf } from '#platform/codes.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { sha256 } from '#platform/ids.ts'
import { countEvent } from '#platform/metrics.ts'
import { paths } from '#platform/paths.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { type Cycle, inLanguage } from '../cycles/rules/cycle.ts'
import { addEvent } from './addEvent.ts'
import { codeHash } from './authorOf.ts'
import { closeProposalChange } from './closeChange.ts'
import { flood } from './flood.ts'
import type { NewProposalForm } from './forms/proposalForms.ts'
import { eraseOn } from './rules/keeping.ts'
import { fitProposal } from './rules/newProposal.ts'
import { makeProposalId, mayPropose } from './rules/proposal.ts'
import { insertAuthor } from './store/authors.ts'
import { insertProposal, selectSame } from './store/proposals.ts'

/** What the sender gets: the reference, and the code that opens it for changes; only the code's hash is stored. */
export interface SentProposal {
  readonly id: string
  readonly trackingCode: string
}

/**
 * Takes in a resident's proposal while the cycle takes any. It waits until the office put it on the list. The code follows from
 * the form's secret, so that a form sent twice is one proposal and answers alike. Refuses `cycle.unknown`, `proposal.notNow`,
 * `proposal.resident`, and what `fitProposal` refuses.
 */
export async function sendProposal(
  app: App,
  asked: {
    readonly cycleId: string
    readonly form: NewProposalForm
    /** Of the page. */
    readonly language: Lang
    readonly isDemo?: boolean
  },
): Promise<Result<SentProposal>> {
  const { form, isDemo = false } = asked
  const cycle = await readCycle(app, asked.cycleId)
  if (!cycle || cycle.state === 'draft') return err('cycle.unknown')
  const at = app.now()
  const formKey = sha256(`proposal form:${cycle.id}:${form.form}`)
  const trackingCode = codeFor(app, formKey, form.form)
  const before = await selectSame(app.store.read, { formKey })
  if (before) return ok({ id: before.id, trackingCode })
  if (!mayPropose(cycle, at)) return err('proposal.notNow')
  if (cycle.rules.propose.who === 'residents' && !form.resident) return err('proposal.resident', { path: 'resident' })
  const fits = fitProposal(form, cycle)
  if (!fits.ok) return fits
  const language = form.language ?? asked.language
  // What is sent is taken in either way; its page says the code.
  const mailed = form.email !== undefined && !isDemo && (await flood.address.take(form.email.toLowerCase())) === undefined
  return app.store.write(async (tx): Promise<Result<SentProposal>> => {
    const { title, text, placeName, latitude, longitude, roughCost } = form
    let id = makeProposalId(app.random)
    const row = () => ({
      ...{ id, cycleId: cycle.id, areaId: fits.value.areaId, title, text, language, placeName, latitude, longitude, roughCost },
      ...{ state: 'waiting' as const, origin: 'resident' as const, formKey, createdAt: at, changedAt: at, isDemo },
    })
    while (!(await insertProposal(tx, row()))) {
      const same = await selectSame(tx, { formKey })
      if (same) return ok({ id: same.id, trackingCode })
      id = makeProposalId(app.random)
    }
    await insertAuthor(tx, {
      ...{ id: app.newId(), proposalId: id, role: 'author', name: form.name, showName: form.showName, language },
      ...{ email: form.email, phone: form.phone, codeHash: codeHash(id, trackingCode), confirmedAt: at },
      eraseOn: eraseOn(cycle, at),
    })
    await addEvent(app, tx, { proposalId: id, kind: 'sent', by: 'author' })
    if (form.email && mailed) await tellReceived(app, tx, cycle, { id, title, trackingCode, language, email: form.email })
    const change = { at, actor: 'resident', action: 'proposal.sent', proposalId: id, reason: 'a resident sent it' }
    await closeProposalChange(tx, cycle, change)
    countEvent('proposal.accepted')
    return ok({ id, trackingCode })
  })
}

/** Sixty bits of a keyed hash, in fours; who sees the store cannot tell it, who sends the form again gets it again. */
function codeFor(app: App, formKey: string, secret: string): string {
  const hash = createHmac('sha256', app.serverKey('proposal code')).update(`${formKey}:${secret}`).digest()
  const code = codeOf(hash.subarray(0, 12))
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

async function tellReceived(
  app: App,
  tx: Parameters<typeof queueNotice>[1],
  cycle: Cycle,
  sent: { id: string; title: string; trackingCode: string; language: Lang; email: string },
): Promise<void> {
  const { id, title, trackingCode, language } = sent
  const url = `${app.config.siteUrl}${paths.proposal(language, cycle.id, id, 'mine')}?trackingCode=${trackingCode}`
  await queueNotice(app, tx, {
    ...{ to: sent.email, language, template: 'proposalReceived', about: id },
    values: { title, cycle: inLanguage(cycle.titles, language), reference: id, trackingCode, url },
  })
}
