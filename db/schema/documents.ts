import { index, instant, integer, table, text } from '../columns.ts'

/** A file that an office attached to something of a room above. Bytes are in the file store. */
export const document = table(
  'document',
  {
    id: text('id').primaryKey(),
    ownerType: text('owner_type').$type<'report' | 'hearing' | 'practice' | 'proposal' | 'pbStation' | 'project'>().notNull(),
    ownerId: text('owner_id').notNull(),
    /** Whose office may fetch it before everybody may. */
    municipalityId: text('municipality_id').notNull(),
    /** As the reader sees it; the name the file came with unless renamed. */
    title: text('title').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull(),
    mimeType: text('mime_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    /** Pixels, for images. */
    width: integer('width'),
    height: integer('height'),
    addedAt: instant('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    /** Everybody may fetch it from then on; before, only the office of its owner. */
    publishedAt: instant('published_at'),
    removedAt: instant('removed_at'),
  },
  t => [index('document_owner').on(t.ownerType, t.ownerId), index('document_file').on(t.fileKey)],
)
