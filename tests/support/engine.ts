import { inject } from 'vitest'

/**
 * Set before any module of ours loads: the schema is built for the engine that DATABASE_URL names.
 * The database itself is made per test by `freshDatabase()`.
 */
const cluster = inject('postgres')
if (process.env.ASHAR_TEST_ENGINE === 'postgres')
  process.env.DATABASE_URL = 'url' in cluster ? cluster.url : 'postgres://nobody@127.0.0.1:1/missing'
else delete process.env.DATABASE_URL
