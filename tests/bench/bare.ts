import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'

// What the portal is measured against: the least that can do the same. `bare.ts page FILE` answers every request with the
// same bytes and headers; `bare.ts insert FILE` puts every body into SQLite, each with a commit of its own.
const [, , what, file = ''] = process.argv

function page(): RequestListener {
  const { headers, body } = JSON.parse(readFileSync(file, 'utf8')) as { headers: Record<string, string>; body: string }
  const bytes = Buffer.from(body, 'base64')
  return (_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  }
}

function insert(): RequestListener {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE word (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT, municipality TEXT, text TEXT)')
  const add = database.prepare('INSERT INTO word (at, kind, municipality, text) VALUES (?, ?, ?, ?)')
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const word = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>
      const { lastInsertRowid } = add.run(Date.now(), word.kind, word.municipality, word.text)
      response.writeHead(201, { 'Content-Type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify({ reference: String(lastInsertRowid) }))
    })
  }
}

const server = createServer({ keepAliveTimeout: 30_000 }, what === 'page' ? page() : insert())
server.listen(0, '127.0.0.1', () => process.send?.({ listening: (server.address() as AddressInfo).port }))
