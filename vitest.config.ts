import { defineConfig } from 'vitest/config'

// What only one engine has is tested in files named after it: `store.sqlite.test.ts`.
const stored = (other: string) =>
  ['stores', 'usecases', 'pages', 'faults'].map(folder => `tests/${folder}/**/!(*.${other}).test.ts`)
const engine = (name: 'sqlite' | 'postgres', other: string) => ({
  extends: true as const,
  test: { name, include: stored(other), env: { ASHAR_TEST_ENGINE: name }, setupFiles: ['tests/support/engine.ts'] },
})

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/support/globalSetup.ts'],
    reporters: ['default', './tests/support/closingLine.ts'],
    projects: [
      { extends: true, test: { name: 'rules', include: ['tests/rules/**/*.test.ts', 'tests/*.test.ts'] } },
      engine('sqlite', 'postgres'),
      engine('postgres', 'sqlite'),
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          env: { ASHAR_TEST_ENGINE: 'sqlite' },
          setupFiles: ['tests/support/engine.ts'],
          testTimeout: 180_000,
          // A browser, a server and two engines share the cores: a page that came too late once may come the second time.
          retry: 1,
        },
      },
    ],
  },
})
