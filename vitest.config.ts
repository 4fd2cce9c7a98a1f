import { defineConfig } from 'vitest/config'

const stored = [
  'tests/stores/**/*.test.ts',
  'tests/usecases/**/*.test.ts',
  'tests/pages/**/*.test.ts',
  'tests/faults/**/*.test.ts',
]
const engine = (name: 'sqlite' | 'postgres') => ({
  extends: true as const,
  // What only one engine has is tested in files named after it.
  test: {
    name,
    include: stored,
    exclude: [`tests/**/*.${name === 'sqlite' ? 'postgres' : 'sqlite'}.test.ts`],
    env: { ASHAR_TEST_ENGINE: name },
    setupFiles: ['tests/support/engine.ts'],
  },
})

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/support/globalSetup.ts'],
    reporters: ['default', './tests/support/closingLine.ts'],
    projects: [
      { extends: true, test: { name: 'rules', include: ['tests/rules/**/*.test.ts', 'tests/*.test.ts'] } },
      engine('sqlite'),
      engine('postgres'),
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          env: { ASHAR_TEST_ENGINE: 'sqlite' },
          setupFiles: ['tests/support/engine.ts'],
          testTimeout: 180_000,
        },
      },
    ],
  },
})
