import type { Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport } from './changeReport.ts'
import { tellColleagues } from './tellColleagues.ts'

/** Sends a report back to be written on, with a note to its writers, who are mailed; a date of publication is taken back with it. */
export const sendBack = (
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly version: number; readonly note?: string | undefined },
): Promise<Result<{ readonly id: string; readonly version: number }>> =>
  changeReport(app, viewer, input, { act: 'sendBack', permission: 'report.publish' }, changing =>
    ok({
      set: { state: 'draft', publishAt: null, scheduledBy: null, reviewNote: input.note ?? null },
      also: tx => tellColleagues(app, tx, changing, 'reportSentBack', input.note),
      action: 'report.sentBack',
      reason: changing.report.state === 'scheduled' ? 'its date was taken back' : 'to be written on',
    }),
  )
