import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { prepareFullTextSqlite } from '#db/fullText.ts'
import { indexDocuments } from '#features/search/indexDocuments.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import { testApp } from '#tests/support/app.ts'

it('makes an index of another making anew from what is stored, and leaves its own alone', async () => {
  const app = await testApp()
  const path = { path: '/', isDemo: false }
  await app.store.write(tx =>
    indexDocuments(tx, [{ kind: 'report', subjectId: 'r', lang: 'ky', title: 'Көпүрө', body: 'Суу', ...path }]),
  )
  const connection = new Database(app.config.databaseUrl.replace(/^file:/, ''))
  const found = async () => (await searchDocuments(app, { q: 'суу', lang: 'ky', limit: 5 })).hits.map(hit => hit.subjectId)
  const rebuilt = () => {
    const before = connection.pragma('schema_version', { simple: true })
    prepareFullTextSqlite(connection)
    return connection.pragma('schema_version', { simple: true }) !== before
  }
  expect(rebuilt()).toBe(false)
  connection.exec(`
    DROP TRIGGER search_words_insert; DROP TRIGGER search_words_update; DROP TRIGGER search_words_delete; DROP TABLE search_words;
    CREATE VIRTUAL TABLE search_words USING fts5(folded_title, folded_body, content='search_document', content_rowid='id');
  `)
  expect(rebuilt()).toBe(true)
  expect(await found()).toEqual(['r'])
  expect(rebuilt()).toBe(false)
  // A table that was made anew has lost its triggers.
  connection.exec('DROP TRIGGER search_words_delete')
  expect(rebuilt()).toBe(true)
  connection.exec('DELETE FROM search_document')
  expect(connection.prepare('SELECT rowid FROM search_words').all()).toEqual([])
  connection.close()
})
