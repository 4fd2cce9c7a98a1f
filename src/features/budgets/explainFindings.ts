import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { GivenAnswer } from './forms/officeForms.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { readResult } from './resultFile.ts'
import { asked } from './rules/prepared.ts'
import { updateUpload } from './store/uploads.ts'

/**
 * Keeps what the municipality says of the findings in a prepared budget: ready words, its own words or both, by the finding's
 * key; an empty answer takes one back. Answers the number of findings still open. Refused where somebody changed it meanwhile.
 */
export async function explainFindings(
  app: App,
  viewer: Viewer,
  which: Which & {
    readonly version: number
    readonly answers: Readonly<Record<string, GivenAnswer>>
    readonly rest?: GivenAnswer | undefined
  },
): Promise<Result<{ open: number }>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { row } = opened.value
  if (row.state !== 'read' || row.resultKey === null) return err('prepared.notReady')
  const { id, version } = which
  const findings = asked((await readResult(app, row.resultKey)).findings)
  const [now, actor] = [app.now(), actorOf(viewer)]
  const answers = { ...row.answers }
  for (const { key } of findings) {
    const given = which.answers[key] ?? (answers[key] ? undefined : which.rest)
    if (!given) continue
    const before = answers[key]
    if (before?.reason === given.reason && before?.text === given.text) continue
    if (given.reason || given.text) answers[key] = { ...given, by: actor, at: now.toISOString() }
    else delete answers[key]
  }
  const open = findings.filter(one => answers[one.key] === undefined).length
  return app.store.write(async tx => {
    if (!(await updateUpload(tx, { id, version }, { answers, openCount: open, changedAt: now, changedBy: actor })))
      return err('edited.meanwhile')
    await recordAudit(tx, {
      at: now,
      actor,
      action: 'budget.findingsExplained',
      subject: { type: 'budgetUpload', id },
      reason: 'the municipality explained what does not fit',
      detail: { findings: findings.length, open },
    })
    return ok({ open })
  })
}
