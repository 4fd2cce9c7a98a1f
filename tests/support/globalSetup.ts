import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the test cluster's maintenance database, or why there is none. */
    postgres: { url: string } | { missing: string }
    /** A folder for this run's files; removed at the end. */
    folder: string
  }
}

let started: { url: string; stop: () => Promise<void> } | { missing: string } | undefined
let folder: string | undefined

export async function setup(project: TestProject): Promise<void> {
  folder ??= mkdtempSync(join(tmpdir(), 'ashar-test-'))
  started ??= await startPostgres()
  project.provide('postgres', 'url' in started ? { url: started.url } : { missing: started.missing })
  project.provide('folder', folder)
}

export async function teardown(): Promise<void> {
  if (started && 'stop' in started) await started.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
  started = undefined
  folder = undefined
}
