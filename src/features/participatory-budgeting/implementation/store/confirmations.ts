import { and, asc, eq } from 'drizzle-orm'
import { pbConfirmation } from '#db/schema/pbProjects.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Answer } from '../rules/project.ts'

export interface ConfirmationRow {
  readonly resident: string
  readonly answer: Answer
  readonly note: string | undefined
  readonly noteShown: boolean
  readonly at: Date
}

/** What residents said of a project, the earliest first. */
export async function selectConfirmations(db: Reading | Writing, projectId: string): Promise<ConfirmationRow[]> {
  const rows = await db
    .select()
    .from(pbConfirmation)
    .where(eq(pbConfirmation.projectId, projectId))
    .orderBy(asc(pbConfirmation.at), asc(pbConfirmation.resident))
  return rows.map(({ projectId: _, note, ...row }) => ({ ...row, note: note ?? undefined }))
}

/** Says it, or says something else than before; a note that was changed waits to be looked at again. */
export async function putConfirmation(
  tx: Writing,
  row: {
    readonly projectId: string
    readonly resident: string
    readonly answer: Answer
    readonly note: string | undefined
    readonly at: Date
  },
): Promise<void> {
  const said = { answer: row.answer, note: row.note ?? null, noteShown: false, at: row.at }
  await tx
    .insert(pbConfirmation)
    .values({ projectId: row.projectId, resident: row.resident, ...said })
    .onConflictDoUpdate({ target: [pbConfirmation.projectId, pbConfirmation.resident], set: said })
}

/** Shows a note, or takes its words away for good; the answer stays counted. False where there is no such note. */
export const settleNote = async (
  tx: Writing,
  which: { readonly projectId: string; readonly resident: string },
  show: boolean,
): Promise<boolean> =>
  (
    await tx
      .update(pbConfirmation)
      .set(show ? { noteShown: true } : { note: null, noteShown: false })
      .where(and(eq(pbConfirmation.projectId, which.projectId), eq(pbConfirmation.resident, which.resident)))
      .returning({ resident: pbConfirmation.resident })
  ).length > 0
