import { defineConfig } from 'drizzle-kit'
import { engineOf } from './src/platform/engine.ts'

const postgres = engineOf(process.env.DATABASE_URL) === 'postgres'

export default defineConfig({
  dialect: postgres ? 'postgresql' : 'sqlite',
  schema: './db/schema/*.ts',
  out: `./db/migrations/${postgres ? 'postgres' : 'sqlite'}`,
})
