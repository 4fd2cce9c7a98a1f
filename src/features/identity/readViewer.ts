import type { App } from '#src/app.ts'
import { VISITOR, type Viewer } from './rules/viewer.ts'

/** Who holds this session: an account with its roles, or a visitor where the session is unknown or over. */
export async function readViewer(_app: App, _sessionId: string): Promise<Viewer> {
  return VISITOR
}
