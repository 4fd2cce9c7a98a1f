import { execFileSync } from 'node:child_process'

// Both sets of migrations from one schema; the name is the change's, e.g. `npm run db:generate -- add-hearings`.
const name = process.argv[2] ?? 'change'
for (const url of ['file:unused', 'postgres://unused'])
  execFileSync('drizzle-kit', ['generate', '--name', name], { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } })
